"""`manage.py discover_bills [--since 2026-11-20] [--json]`: find new and changed bills, and fetch them."""

from __future__ import annotations

import argparse
import json
from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from legislation.services.discover_bills import (
    Discovery,
    parse_since,
    request_discovery,
    run_discovery_job,
)


class Command(BaseCommand):
    help = (
        "Find new and changed bills by the lists of the Congress.gov API (with CONGRESS_API_KEY) or of govinfo "
        "(without), and fetch them, the most important first, as the budget of calls allows."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument(
            "--since",
            metavar="DAY",
            help="read the lists from this day on; else from where they were read to",
        )
        parser.add_argument("--json", action="store_true", help="end with one line of JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        job, _ = request_discovery(since=_since(options["since"]))
        ended, result = run_discovery_job(job_id=str(job.pk))
        if ended is None:
            raise CommandError("A look for new bills is already under way.", returncode=1)
        if result:
            self.stdout.write(json.dumps(result.as_dict()) if options["json"] else _summary(result))
        if ended.error:
            raise CommandError(ended.error, returncode=1)
        if result and result.pulled.failures:
            raise CommandError(_failures(result), returncode=1)


def _since(text: str | None) -> datetime | None:
    try:
        return parse_since(text) if text else None
    except ValueError as error:
        raise CommandError(f"{text!r} is no day; write it like 2026-11-20.", returncode=2) from error


def _summary(result: Discovery) -> str:
    pulled = result.pulled
    said = [
        f"{result.service} listed {result.listed:,} bills, {result.new:,} of them new here",
        f"{pulled.pulled:,} fetched: {pulled.created} created, {pulled.updated} updated, {pulled.unchanged} unchanged",
        f"{result.waiting:,} wait",
    ]
    return "\n".join(["; ".join(said), *result.notes, *filter(None, [result.paused])])


def _failures(result: Discovery) -> str:
    many, asked = len(result.pulled.failures), result.pulled.asked
    first = result.pulled.failures[0]
    return f"{many} of {asked} bills failed, first {first.bill}: {first.reason}. They are tried again later."
