"""`manage.py pull_votes [--vote 119-house-1-17 ...] [--json]`: House roll calls of tracked bills, or the named ones."""

from __future__ import annotations

import argparse
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from legislation.roll_calls import UnknownVoteId
from legislation.services.pull_votes import VotePull, request_votes, run_vote_job


class Command(BaseCommand):
    help = (
        "Pull the House roll calls that tracked bills refer to, with every member's vote, from the Congress.gov API "
        "(CONGRESS_API_KEY); or those named."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--vote", nargs="+", action="extend", metavar="ID", help="such as 119-house-1-17")
        parser.add_argument("--json", action="store_true", help="end with one line of JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            job, _ = request_votes(vote_ids=options["vote"])
        except UnknownVoteId as error:
            raise CommandError(str(error), returncode=2) from error
        ended, result = run_vote_job(job_id=str(job.pk))
        if ended is None:
            raise CommandError("A pull of these votes is already under way.", returncode=1)
        if result is not None:
            self.stdout.write(json.dumps(result.as_dict()) if options["json"] else _summary(result))
        if ended.error:
            raise CommandError(ended.error, returncode=1)


def _summary(result: VotePull) -> str:
    return (
        f"{result.brought} of {result.asked} roll calls pulled in {result.seconds:.1f} s: "
        f"{result.created} created, {result.updated} updated, {result.unchanged} unchanged"
    )
