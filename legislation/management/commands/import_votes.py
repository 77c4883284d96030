"""`manage.py import_votes PATH... [--json]`: roll calls that stand with bills converted to JSON, from disk."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from legislation.services.import_votes import VoteTally, import_votes


class Command(BaseCommand):
    help = (
        "Import the roll calls of both chambers that stand with bills converted to JSON "
        "(.json, .jsonl, .jsonl.gz, folders of them), with every member's vote."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--json", action="store_true", help="end with one line of JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        missing = [str(path) for path in options["paths"] if not path.exists()]
        if missing:
            raise CommandError(f"There is no such file or folder: {', '.join(missing)}", returncode=2)
        tally = import_votes(paths=options["paths"], tell=self.stderr.write)
        self.stdout.write(json.dumps(asdict(tally)) if options["json"] else _summary(tally))
        if tally.failures:
            raise CommandError(
                f"{len(tally.failures)} files could not be read; the rest is imported.", returncode=1
            )


def _summary(tally: VoteTally) -> str:
    told = f"{tally.created} new, {tally.updated} changed, {tally.unchanged} as they were"
    return f"{tally.read} roll calls: {told}."
