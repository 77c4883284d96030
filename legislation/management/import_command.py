"""What the commands that import bills share: arguments, the bar or lines of progress, and how they end."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    TaskProgressColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from legislation.services.import_bills import FileResult, ImportStopped, Tally, size_on_disk

# Where nobody watches, a line for each so many files tells that it goes on.
_FILES_A_LINE = 2_000
_COLUMNS = (
    TextColumn("{task.description}"),
    BarColumn(),
    TaskProgressColumn(),
    TimeElapsedColumn(),
    TimeRemainingColumn(),
)


class ImportCommand(BaseCommand):
    """A command that imports the files under PATH...; a subclass says with which service."""

    service: Callable[..., Tally]
    # They import every page: as long as it takes to import a thousand files.
    requires_system_checks = []

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH")
        parser.add_argument("--jobs", type=_processes, default=1, help="number of processes (default 1)")
        parser.add_argument("--json", action="store_true", help="end with one line of JSON")

    def handle(self, *_args: Any, **options: Any) -> None:
        missing = [str(path) for path in options["paths"] if not path.exists()]
        if missing:
            raise CommandError(f"There is no such file or folder: {', '.join(missing)}", returncode=2)
        tally = self._import(options["paths"], options["jobs"])
        self.stdout.write(json.dumps(tally.as_dict()) if options["json"] else _summary(tally))
        if tally.failed:
            raise CommandError(
                f"{tally.failed} of {tally.read} files failed; the rest is imported.", returncode=1
            )

    def _import(self, paths: list[Path], jobs: int) -> Tally:
        watched = sys.stderr.isatty()
        # No thread of its own draws it: processes are forked while it is on.
        progress = Progress(*_COLUMNS, console=Console(stderr=True), auto_refresh=False)
        around: AbstractContextManager[Any] = progress if watched else nullcontext()
        counted = Tally()
        with around:
            task = progress.add_task("Reading ...", total=size_on_disk(paths))

            def tell(result: FileResult) -> None:
                counted.add(result)
                if result.reason:
                    self.stderr.write(f"{result.name}: {result.reason}")
                said = f"{counted.read:,} read, {counted.failed:,} failed"
                if watched:
                    progress.update(task, description=said, refresh=counted.read % 50 == 0)
                elif counted.read % _FILES_A_LINE == 0:
                    self.stderr.write(said)

            def told(size: int) -> None:
                progress.advance(task, size)

            try:
                return type(self).service(paths=paths, jobs=jobs, tell=tell, told=told)
            except ImportStopped as error:
                raise CommandError(
                    f"The import stopped after {counted.read:,} files: {error}. What was written is kept;"
                    " run it again and it goes on.",
                    returncode=1,
                ) from error


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
