"""`manage.py pull_bills [--bill 119-hr-1144 ...] [--json]`: fetch tracked bills, or the named ones, now."""

from __future__ import annotations

import argparse
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from common.models import Job
from legislation.choices import UnknownBillId
from legislation.services.pull_bills import PullResult, request_pull, run_pull_job


class Command(BaseCommand):
    help = (
        "Pull every tracked bill, or those named, from the Congress.gov API (with CONGRESS_API_KEY) or from "
        "govinfo (without)."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--bill", nargs="+", action="extend", metavar="ID", help="such as 119-hr-1144")
        parser.add_argument("--json", action="store_true", help="end with one line of JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            job, _ = request_pull(bill_ids=options["bill"])
        except UnknownBillId as error:
            raise CommandError(str(error), returncode=2) from error
        ended, result = run_pull_job(job_id=str(job.pk))
        if ended is None:
            raise CommandError("A pull of these bills is already under way.", returncode=1)
        if result and options["json"]:
            self.stdout.write(json.dumps(result.as_dict()))
        elif result:
            self.stdout.write(_summary(result))
        self._say_failure(ended)

    @staticmethod
    def _say_failure(job: Job) -> None:
        if job.error:
            raise CommandError(job.error, returncode=1)


def _summary(result: PullResult) -> str:
    return (
        f"{result.pulled} of {result.asked} bills pulled from {result.source} in {result.seconds:.1f} s: "
        f"{result.created} created, {result.updated} updated, {result.unchanged} unchanged"
    )
