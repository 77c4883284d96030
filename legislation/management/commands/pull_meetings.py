"""`manage.py pull_meetings [--json]`: fetch committee meetings now."""

from __future__ import annotations

import argparse
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from legislation.services.pull_meetings import AT_MOST, MeetingsResult, request_meetings, run_meetings_job


class Command(BaseCommand):
    help = "Pull hearings, markups and other committee meetings from the Congress.gov API (needs CONGRESS_API_KEY)."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--at-most",
            type=int,
            default=AT_MOST,
            metavar="N",
            help=f"meetings to fetch; {AT_MOST} unless told",
        )
        parser.add_argument("--json", action="store_true", help="end with one line of JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["at_most"] < 1:
            raise CommandError("--at-most takes a number from 1 up.", returncode=2)
        job, _ = request_meetings(at_most=options["at_most"])
        ended, result = run_meetings_job(job_id=str(job.pk))
        if ended is None:
            raise CommandError("A pull of committee meetings is already under way.", returncode=1)
        if result:
            self.stdout.write(json.dumps(result.as_dict()) if options["json"] else _summary(result))
        if ended.error:
            raise CommandError(ended.error, returncode=1)


def _summary(result: MeetingsResult) -> str:
    return (
        f"{result.asked} of {result.listed} listed meetings asked for in {result.seconds:.1f} s: {result.created} new, "
        f"{result.changed} changed, {result.unchanged} unchanged, {result.gone} gone from the source, "
        f"{result.waiting} left for the next run"
    )
