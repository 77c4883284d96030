"""Sample decisions, open questions, a post and threads, for the sample coalition only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils import timezone

from common.dates import EASTERN, today
from decisions.choices import Answer
from decisions.models import Comment, Decision, Proposal, SharedItem, Subject
from decisions.services.consultations import record_consultation
from decisions.services.decisions import record_decision
from decisions.services.proposals import open_proposal
from decisions.services.responses import record_response
from decisions.services.sample_letters import make_sample_letters
from decisions.services.sample_proposals import make_sample_proposals
from members.models import Organization, User
from members.selectors.people import speakers_of

SAMPLE = Path(__file__).resolve().parent.parent / "facts" / "sample_decisions.yaml"
CLOSE_OF_BUSINESS = time(17, 0)


def load_first_data() -> Iterator[str]:
    """Make the sample decisions where the sample coalition is and none were made; say what was done."""
    staff = User.objects.filter(is_sample=True, secretariat_terms__isnull=False).order_by("pk").first()
    if staff is None:
        yield "sample decisions: none without the sample coalition"
    elif Decision.objects.exists() or Proposal.objects.exists():
        yield "sample decisions: left as they are"
    else:
        yield f"sample decisions: {make_samples(by=staff)}"
        yield f"sample letters: {make_sample_letters(by=staff)}"
        yield f"sample proposals with rounds: {make_sample_proposals(by=staff)}"


@transaction.atomic
def make_samples(*, by: User) -> str:
    """Make sample decisions, proposals with deadlines counted from today, and a post; return a line of summary."""
    sample = yaml.safe_load(SAMPLE.read_text(encoding="utf-8"))
    for row in sample["decisions"]:
        record_decision(**row, by=by.pk, is_sample=True)
    for row in sample["proposals"]:
        _make_proposal(row, by)
    for row in sample["shared"]:
        _share(row)
    for row in sample["threads"]:
        _talk(row, by)
    return f"{len(sample['decisions'])} decisions, {len(sample['proposals'])} open proposals"


def _make_proposal(row: dict[str, Any], by: User) -> None:
    proposal = Proposal.objects.create(
        question=row["question"],
        kind=row["kind"],
        text=row["text"],
        commits_us_to=row["commits_us_to"],
        answers_hidden_until_close=row.get("answers_hidden_until_close", False),
        created_by=by,
        is_sample=True,
    )
    for label, object_id in row.get("subjects", []):
        Subject.objects.create(proposal=proposal, content_type=_content_type(label), object_id=object_id)
    closes = datetime.combine(today() + timedelta(days=row["days"]), CLOSE_OF_BUSINESS, EASTERN)
    open_proposal(proposal=proposal, deadline_at=closes, by=by)
    for slug, (answer, reason) in row["answers"].items():
        organization = Organization.objects.get(slug=slug)
        speaker = speakers_of(organization).order_by("pk")[0]
        record_response(
            proposal=proposal, organization=organization, answer=Answer(answer), reason=reason, by=speaker
        )
    for step in row.get("consultations", []):
        held_on = today() - timedelta(days=step.pop("days_ago"))
        record_consultation(target=proposal, held_on=held_on, by=by, is_sample=True, **step)


def _share(row: dict[str, Any]) -> None:
    # Made without notices: nobody is to be told of a sample by e-mail.
    label, object_id = row["subject"]
    organization = Organization.objects.get(slug=row["organization"])
    SharedItem.objects.create(
        organization=organization,
        posted_by=speakers_of(organization).order_by("pk")[0],
        title=row["title"],
        text=row["text"],
        content_type=_content_type(label),
        object_id=object_id,
        is_sample=True,
    )


def _talk(row: dict[str, Any], staff: User) -> None:
    """A thread, made without notices like the posts; who names no organization is the secretariat."""
    if "question" in row:
        about: dict[str, Any] = {"target": Proposal.objects.get(question=row["question"])}
    else:
        label, object_id = row["subject"]
        about = {"content_type": _content_type(label), "object_id": object_id}
    start = None
    for said in (row, *row["replies"]):
        organization = Organization.objects.filter(slug=said.get("organization", "")).first()
        comment = Comment.objects.create(
            **about,
            reply_to=start,
            text=said["text"],
            author=speakers_of(organization).order_by("pk")[0] if organization else staff,
            organization=organization,
            posted_at=timezone.now() - timedelta(days=said["days_ago"]),
            is_sample=True,
        )
        start = start or comment


def _content_type(label: str) -> ContentType:
    return ContentType.objects.get_by_natural_key(*label.split("."))
