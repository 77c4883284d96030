"""`manage.py show_bill 117-s-3949 [--json]`: a bill's facts with their source and as-of."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from common.citations import cite_in_full, cite_law, cosponsor_summary
from legislation.choices import BillId, Stage, UnknownBillId
from legislation.models import Bill
from legislation.selectors.facts import bill_facts


class Command(BaseCommand):
    help = "Print a bill's facts."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("bill", metavar="ID", help="such as 119-hr-1144")
        parser.add_argument("--json", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            facts = bill_facts(str(BillId.parse(options["bill"])))
        except UnknownBillId as error:
            raise CommandError(str(error), returncode=2) from error
        except Bill.DoesNotExist as error:
            raise CommandError(
                f"{options['bill']} is not here; `manage.py pull_bills --bill {options['bill']}` fetches it.",
                returncode=1,
            ) from error
        self.stdout.write(
            json.dumps(facts, ensure_ascii=False) if options["json"] else "\n".join(_lines(facts))
        )


def _lines(facts: dict[str, Any]) -> Iterator[str]:
    yield f"{cite_in_full(facts['id'])}  {facts['title']}"
    sponsor = facts["sponsor"]
    if sponsor:
        yield f"Sponsor     {sponsor['name']} ({sponsor['party']}-{sponsor['state']})"
    yield f"Introduced  {facts['introduced'] or 'not known'}"
    yield f"Stage       {Stage(facts['stage']).label}, {facts['stage_date'] or 'date not known'}"
    step = facts["step"]
    if step:
        yield f"Step        {step['label']}, {step['date']}{' by ' + step['committee'] if step['committee'] else ''}"
    if facts["ended"]:
        yield "Ended       with its Congress"
    if facts["law"]:
        yield f"Law         {cite_law(facts['law'])}"
    yield f"Cosponsors  {_cosponsors(facts)}"
    yield f"Committees  {'; '.join(each['name'] for each in facts['committees']) or 'none listed'}"
    yield "Actions"
    yield from (f"  {each['date']}  {each['text']}  [{each['source']}]" for each in facts["actions"])
    yield f"As of {facts['as_of']}, {facts['source']}"


def _cosponsors(facts: dict[str, Any]) -> str:
    now = {each["bioguide"]: each["party"] for each in facts["cosponsors"] if not each["withdrawn"]}
    return cosponsor_summary(now.values(), complete=facts["cosponsors_complete"])
