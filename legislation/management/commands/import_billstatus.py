"""`manage.py import_billstatus PATH... [--jobs N] [--json]`: govinfo BILLSTATUS files from disk."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from legislation.services.import_bills import FileResult, Tally, import_billstatus


class Command(BaseCommand):
    help = "Import govinfo BILLSTATUS XML of every schema from files, folders, .zip and .tar.xz."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--jobs", type=_processes, default=1, help="number of processes (default 1)")
        parser.add_argument("--json", action="store_true", help="end with one line of JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        missing = [str(path) for path in options["paths"] if not path.exists()]
        if missing:
            raise CommandError(f"There is no such file or folder: {', '.join(missing)}", returncode=2)
        tally = self._import(options["paths"], options["jobs"])
        if options["json"]:
            self.stdout.write(json.dumps(tally.as_dict()))
        else:
            self.stdout.write(_summary(tally))
        if tally.failed:
            raise CommandError(
                f"{tally.failed} of {tally.read} files failed; the rest is imported.", returncode=1
            )

    def _import(self, paths: list[Path], jobs: int) -> Tally:
        console = Console(stderr=True)
        columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
        # Where nobody watches, nothing moves; failures are named either way.
        with Progress(*columns, console=console, disable=not sys.stderr.isatty()) as progress:
            task = progress.add_task("Reading ...")
            counted = Tally()

            def tell(result: FileResult) -> None:
                counted.add(result)
                if result.reason:
                    self.stderr.write(f"{result.name}: {result.reason}")
                progress.update(task, description=f"{counted.read:,} read, {counted.failed:,} failed")

            return import_billstatus(paths=paths, jobs=jobs, tell=tell)


def _processes(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 64:  # noqa: PLR2004 - more connections than a server has by default
        raise argparse.ArgumentTypeError("between 1 and 64")
    return number


def _summary(tally: Tally) -> str:
    return (
        f"{tally.read:,} files read in {tally.seconds:.1f} s: {tally.created:,} created, {tally.updated:,} updated, "
        f"{tally.unchanged:,} unchanged, {tally.failed:,} failed"
    )
