"""`manage.py run_watches [--json]`: have every watch look at all bills; the finds of the desk go into triage."""

from __future__ import annotations

import argparse
import json
from typing import Any

from django.core.management.base import BaseCommand

from priorities.services.triage_intake import look


class Command(BaseCommand):
    help = "Run every watch over all bills here and put what those of the desk find into triage."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="print one line of JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        told = look()
        if options["json"]:
            self.stdout.write(json.dumps(told.as_dict()))
            return
        self.stdout.write(
            f"{told.watches} watches looked: {told.matches} new matches, {told.items} bills came into triage"
        )
