"""`manage.py load_legislators DIR [--as-of DATE]`: the YAML set of unitedstates/congress-legislators."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from legislation.services.load_legislators import OlderRoster, UnreadableRoster, load_folder


class Command(BaseCommand):
    help = "Update every member, term, committee and seat from the YAML set in a folder."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument(
            "--as-of", type=dt.date.fromisoformat, help="the day the set stands for (default: its files' own)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["folder"].is_dir():
            raise CommandError(f"There is no such folder: {options['folder']}", returncode=2)
        try:
            loaded = load_folder(folder=options["folder"], as_of=options["as_of"])
        except (UnreadableRoster, OlderRoster) as error:
            raise CommandError(str(error), returncode=1) from error
        self.stdout.write(
            f"{loaded}; {loaded.seats_removed} seats removed, {loaded.members_gone} members left"
        )
