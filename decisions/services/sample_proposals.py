"""Sample questions that went through rounds: one decided, one in its second round, one blocked."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction

from common.dates import EASTERN, today
from decisions.choices import Answer
from decisions.models import Proposal
from decisions.services.closing import close_proposal
from decisions.services.consultations import record_consultation
from decisions.services.drafts import draft_proposal
from decisions.services.proposals import open_proposal
from decisions.services.responses import confirm_response, record_response
from decisions.services.rounds import start_round
from members.models import Organization, User
from members.selectors.people import speakers_of

SAMPLE = Path(__file__).resolve().parent.parent / "facts" / "sample_proposals.yaml"
CLOSE_OF_BUSINESS = time(17, 0)
CONFIRM = "confirm"


@transaction.atomic
def make_sample_proposals(*, by: User) -> int:
    """Make the sample proposals, deadlines counted from today, through the services that pages use; return how many."""
    rows = yaml.safe_load(SAMPLE.read_text(encoding="utf-8"))
    for row in rows:
        _make(row, by)
    return len(rows)


def _make(row: dict[str, Any], by: User) -> None:
    said = {name: row[name] for name in ("question", "kind", "rule", "text", "commits_us_to")}
    draft = draft_proposal(**said, by=by, is_sample=True)
    proposal = open_proposal(proposal=draft, deadline_at=_in_days(row["days"]), by=by)
    _answer(proposal, row["answers"])
    for step in row.get("consultations", []):
        held_on = today() - timedelta(days=step.pop("days_ago"))
        record_consultation(target=proposal, held_on=held_on, by=by, is_sample=True, **step)
    for change in row.get("rounds", []):
        proposal = start_round(
            proposal=proposal,
            question=proposal.question,
            text=change["text"],
            commits_us_to=change.get("commits_us_to", proposal.commits_us_to),
            what_changed=change["what_changed"],
            deadline_at=_in_days(row["days"]),
            by=by,
        )
        _answer(proposal, change["answers"])
    if "close" in row:
        close_proposal(proposal=proposal, by=by, **row["close"])


def _answer(proposal: Proposal, answers: dict[str, Any]) -> None:
    named = answers.keys() - {"others"}
    asked = Organization.objects.filter(pk__in=proposal.electors.values("organization"))
    for slug in sorted(named):
        _give(proposal, asked.get(slug=slug), answers[slug])
    if "others" in answers:
        for organization in asked.exclude(slug__in=named):
            _give(proposal, organization, answers["others"])


def _give(proposal: Proposal, organization: Organization, said: Any) -> None:
    speaker = speakers_of(organization).order_by("pk")[0]
    if said == CONFIRM:
        confirm_response(proposal=proposal, organization=organization, by=speaker)
        return
    answer, reason = said
    record_response(
        proposal=proposal, organization=organization, answer=Answer(answer), reason=reason, by=speaker
    )


def _in_days(days: int) -> datetime:
    return datetime.combine(today() + timedelta(days=days), CLOSE_OF_BUSINESS, EASTERN)
