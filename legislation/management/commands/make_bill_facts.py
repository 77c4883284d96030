"""`manage.py make_bill_facts DATA --roster-as-of DATE`: write the tables in legislation/facts anew."""

from __future__ import annotations

import argparse
import datetime as dt
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from legislation.services.first_data import FACTS
from legislation.services.make_facts import make_facts


class Command(BaseCommand):
    help = "Write the shipped tables of bills and legislators from a folder of public data (docs/facts.md)."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "data", type=Path, help="the folder that holds billstatus/, bill_facts/, legislators/ …"
        )
        parser.add_argument(
            "--roster-as-of", type=dt.date.fromisoformat, required=True, help="the day of the YAML set"
        )
        parser.add_argument(
            "--out", type=Path, default=FACTS, help="where to write (default: legislation/facts)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        made = make_facts(data=options["data"], facts=options["out"], roster_as_of=options["roster_as_of"])
        self.stdout.write(f"{made.bills} bills, {made.members} members")
        for file in made.files:
            self.stdout.write(f"{file} ({file.stat().st_size:,} bytes)")
