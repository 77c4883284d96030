"""`manage.py suggest_candidates [--bill ID ...] [--json]`: which bills may belong to a family."""

from __future__ import annotations

import argparse
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from legislation.choices import BillId, UnknownBillId
from legislation.services.suggest_candidates import suggest_candidates


class Command(BaseCommand):
    help = "Look which bills here may belong to a family; a person confirms or dismisses each on its page."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--bill", action="append", metavar="ID", help="only this bill, such as 119-hr-1144"
        )
        parser.add_argument("--json", action="store_true", help="print one line of JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            named = options["bill"]
            bills = None if named is None else [str(BillId.parse(each)) for each in named]
        except UnknownBillId as error:
            raise CommandError(str(error), returncode=2) from error
        told = suggest_candidates(bill_ids=bills)
        if options["json"]:
            self.stdout.write(json.dumps(told.as_dict()))
            return
        self.stdout.write(
            f"{told.looked_at:,} bills looked at in {told.seconds:.1f} s: {told.new} new suggestions, "
            f"{told.again} back with a new reason, {told.changed} with other reasons, {told.gone} taken back"
        )
