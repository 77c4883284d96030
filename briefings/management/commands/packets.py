"""Make packets for many offices now: `manage.py packets --all-offices -o DIR [--jobs N]`."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from briefings.models import PacketRun
from briefings.packet import Choices
from briefings.selectors.bills import UnknownBills
from briefings.selectors.offices import UnknownOffice
from briefings.selectors.runs import choose_offices, file_name_in, packets_of, progress_of
from briefings.services import files
from briefings.services.runs import open_run, resume_run
from briefings.services.workers import make_in_processes
from common.dates import congress_day

FAILED, WRONG_ARGUMENTS = 1, 2


class Command(BaseCommand):
    help = (
        "Make packets for many offices and write them, with packets.zip, to a folder: drafts, unless --final."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        which = parser.add_mutually_exclusive_group(required=True)
        which.add_argument("--all-offices", action="store_true", help="everyone who sits in Congress today")
        which.add_argument("--office", action="append", metavar="BIOGUIDE", help="one office; again for more")
        which.add_argument("--resume", metavar="RUN", help="go on with a run that stopped, by its id")
        parser.add_argument("-o", "--output", required=True, type=Path, metavar="DIR", help="where to write")
        parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, metavar="N", help="processes")
        parser.add_argument("--chamber", choices=["house", "senate"], default="", help="only of this chamber")
        parser.add_argument("--bill", action="append", default=[], metavar="BILL", help="such as 119-s-2012")
        parser.add_argument("--line", action="append", default=[], metavar="LINE", help="a program line")
        parser.add_argument("--book", action="store_true", help="with every section behind the sheet")
        parser.add_argument("--final", action="store_true", help="finals, each of which has to pass the gate")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["output"]
        self._check(folder, options["jobs"])
        run = self._run(options)
        self.stdout.write(f"Run {run.pk}: {run.packets.count()} offices.")
        job_ids = [str(job.pk) for job in resume_run(run=run, by=None)] if options["resume"] else self.job_ids
        self._make(run, job_ids, options["jobs"])
        run.refresh_from_db()
        if not run.file:
            raise CommandError(f"It ended before all was made: --resume {run.pk}", returncode=FAILED)
        self._write(run, folder)

    def _check(self, folder: Path, jobs: int) -> None:
        if jobs < 1:
            raise CommandError("--jobs is at least 1.", returncode=WRONG_ARGUMENTS)
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CommandError(
                f"The folder {folder} could not be made: {error.strerror}.", returncode=WRONG_ARGUMENTS
            ) from error
        if not os.access(folder, os.W_OK):
            raise CommandError(f"{folder} cannot be written to.", returncode=WRONG_ARGUMENTS)

    def _run(self, options: dict[str, Any]) -> PacketRun:
        if options["resume"]:
            try:
                return PacketRun.objects.get(pk=options["resume"])
            except (PacketRun.DoesNotExist, ValidationError) as error:
                raise CommandError(
                    f"There is no run {options['resume']}.", returncode=WRONG_ARGUMENTS
                ) from error
        chosen = Choices(bills=tuple(options["bill"]), lines=tuple(options["line"]))
        try:
            run, opened = open_run(
                bioguide_ids=options["office"] or choose_offices(congress_day(), chamber=options["chamber"]),
                choices=chosen.with_whole_book() if options["book"] else chosen,
                requested_by=None,
                wants_final=options["final"],
                title="" if options["office"] else "All offices",
            )
        except (UnknownOffice, UnknownBills) as error:
            raise CommandError(str(error), returncode=WRONG_ARGUMENTS) from error
        if not opened:
            raise CommandError(
                f"The same run is being made, or stopped: --resume {run.pk}", returncode=WRONG_ARGUMENTS
            )
        self.job_ids = [str(job.pk) for job in opened]
        return run

    def _make(self, run: PacketRun, job_ids: list[str], processes: int) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        with Progress(*columns, console=Console(stderr=True)) as bar:
            task = bar.add_task("Packets", total=run.packets.count())

            def look() -> None:
                seen = progress_of(run)
                said = f"made {seen.made}, refused {seen.refused}, failed {seen.failed}"
                bar.update(task, completed=seen.ended, description=said)

            make_in_processes(job_ids=job_ids, processes=processes, look=look)

    def _write(self, run: PacketRun, folder: Path) -> None:
        for packet in packets_of(run):
            if packet.file:
                shutil.copyfile(files.path_of(packet.file), folder / file_name_in(packet))
        shutil.copyfile(files.path_of(run.file), folder / "packets.zip")
        seen = progress_of(run)
        self.stdout.write(f"{folder}: made {seen.made}, refused {seen.refused}, failed {seen.failed}")
        if seen.made < seen.total:
            raise CommandError(
                "Not every packet was made; packets.csv in the archive says why.", returncode=FAILED
            )
