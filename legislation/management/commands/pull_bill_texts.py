"""`manage.py pull_bill_texts [--bill 119-hr-1144 ...] [--json]`: fetch texts from govinfo that are not here yet."""

from __future__ import annotations

import argparse
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from legislation.choices import UnknownBillId
from legislation.services.pull_texts import request_texts, run_text_job


class Command(BaseCommand):
    help = "Fetch the published texts of every tracked bill, or of those named, from govinfo; needs no key."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--bill", nargs="+", action="extend", metavar="ID", help="such as 119-hr-1144")
        parser.add_argument("--json", action="store_true", help="end with one line of JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            job, _ = request_texts(bill_ids=options["bill"])
        except UnknownBillId as error:
            raise CommandError(str(error), returncode=2) from error
        ended, result = run_text_job(job_id=str(job.pk))
        if ended is None:
            raise CommandError("A pull of these texts is already under way.", returncode=1)
        if result and options["json"]:
            self.stdout.write(json.dumps(result.as_dict()))
        elif result:
            self.stdout.write(
                f"{result.brought} of {result.asked} texts brought from govinfo in {result.seconds:.1f} s"
            )
        if ended.error:
            raise CommandError(ended.error, returncode=1)
