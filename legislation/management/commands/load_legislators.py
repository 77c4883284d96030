"""`manage.py load_legislators (DIR [--as-of DATE] | --url [URL])`: the set of unitedstates/congress-legislators."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from legislation.services.fetch_legislators import SourceError, fetch_legislators
from legislation.services.load_legislators import OlderRoster, UnreadableRoster, load_folder
from legislation.services.source_runs import BY_COMMAND


class Command(BaseCommand):
    help = (
        "Update every member, term, committee and seat from the YAML set in a folder, or as it is published."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR", nargs="?")
        parser.add_argument(
            "--url",
            nargs="?",
            const=settings.LEGISLATORS_URL,
            help="fetch the published set instead (default: LEGISLATORS_URL); unchanged files are not loaded again",
        )
        parser.add_argument(
            "--as-of", type=dt.date.fromisoformat, help="the day the set stands for (default: its files' own)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if bool(options["folder"]) == bool(options["url"]):
            raise CommandError("Name a folder, or --url; one of both.", returncode=2)
        if options["url"] and options["as_of"]:
            raise CommandError("--as-of is for a folder: what is published says its own day.", returncode=2)
        try:
            said = self._publish(options["url"]) if options["url"] else self._load(options)
        except (UnreadableRoster, OlderRoster, SourceError) as error:
            raise CommandError(str(error), returncode=1) from error
        self.stdout.write(said)

    def _publish(self, url: str) -> str:
        if not url.startswith(("http://", "https://")):
            raise CommandError(f"An address begins with http:// or https://, not {url[:40]!r}.", returncode=2)
        return str(fetch_legislators(kind=BY_COMMAND, url=url.rstrip("/")))

    def _load(self, options: dict[str, Any]) -> str:
        if not options["folder"].is_dir():
            raise CommandError(f"There is no such folder: {options['folder']}", returncode=2)
        loaded = load_folder(folder=options["folder"], as_of=options["as_of"])
        return f"{loaded}; {loaded.seats_removed} seats removed, {loaded.members_gone} members left"
