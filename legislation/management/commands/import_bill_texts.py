"""`manage.py import_bill_texts PATH... [--json]`: texts of bills from disk, plain or XML."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from legislation.services.bill_texts import TextResult, TextTally, import_bill_texts


class Command(BaseCommand):
    help = (
        "Keep the texts of bills from files, folders and archives: plain text as Congress.gov prints it, USLM, and the "
        "older bill XML. A file is named like BILLS-119hr1144ih.xml unless it says itself what it is."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--json", action="store_true", help="end with one line of JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        missing = [str(path) for path in options["paths"] if not path.exists()]
        if missing:
            raise CommandError(f"There is no such file or folder: {', '.join(missing)}", returncode=2)
        tally = import_bill_texts(paths=options["paths"], tell=self._tell)
        self.stdout.write(json.dumps(tally.as_dict()) if options["json"] else _summary(tally))
        if tally.failed:
            raise CommandError(
                f"{tally.failed} of {tally.read} files failed; the rest is kept.", returncode=1
            )

    def _tell(self, result: TextResult) -> None:
        if result.reason:
            self.stderr.write(f"{result.name}: {result.reason}")


def _summary(tally: TextTally) -> str:
    return (
        f"{tally.read:,} files read in {tally.seconds:.1f} s: {tally.created:,} created, {tally.updated:,} updated, "
        f"{tally.unchanged:,} unchanged, {tally.failed:,} failed"
    )
