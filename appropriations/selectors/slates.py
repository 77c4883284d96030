"""Slates as pages show them: the list, one slate with what is in force, what is missing, and how it came about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from appropriations.asking import Asked, Gap, Request, amount_in_words, asked_about, gaps_of
from appropriations.choices import SlateState
from appropriations.models import Line, Slate, SlateClearance
from appropriations.selectors.slate_requests import (
    adopted_items,
    before_amendment,
    clearances_by_key,
    items_of,
    request_of,
)
from appropriations.selectors.slate_rows import SlateTable, slate_table
from common.models import AuditEntry
from decisions.models import Decision, Proposal, Subject
from members.models import User

LINES_FOUND = 12
# The audit log's verbs as the history says them; a line follows where the entry names one.
_SAID = {
    "built slate": "Built",
    "began amendment": "Amendment begun",
    "added request": "Added",
    "changed request": "Changed",
    "removed request": "Taken out",
    "moved request": "Moved",
    "took back a change of a request": "Change taken back",
    "noted on slate": "Note changed",
    "cleared phrase": "Phrase cleared",
    "took clearance back": "Phrase to be cleared again",
    "put slate to the organizations": "Put to the organizations",
    "prepared round": "A next round is prepared",
    "started round of slate": "A new round began",
    "slate came back": "The proposal ended without a decision: a draft again",
    "adopted slate": "Adopted",
    "slate was not adopted": "Not adopted",
    "another text was adopted": "The decision adopted another text",
    "decision of slate corrected": "Its decision was corrected",
    "slate no longer in force": "No longer in force",
    "set slate aside": "Set aside",
}


@dataclass(frozen=True)
class Standing:
    """One request in force, with the slate that says so last and the decision that adopted it."""

    request: Request
    said: str
    slate: Slate

    @property
    def is_amended(self) -> bool:
        """Whether an amendment said so."""
        return self.slate.amends_id is not None


@dataclass(frozen=True)
class Phrase:
    """A phrase the guard asks about, and who cleared it."""

    asked: Asked
    clearance: SlateClearance | None


@dataclass(frozen=True)
class Happening:
    """One step in the life of a slate; `can_be_undone` where its change can be taken back."""

    at: datetime
    what: str
    line: str
    who: str
    entry: int
    was: str = ""
    now: str = ""
    can_be_undone: bool = False


@dataclass(frozen=True)
class SlatePage:
    """Everything the page of a slate shows."""

    slate: Slate
    table: SlateTable
    gaps: tuple[Gap, ...]
    phrases: tuple[Phrase, ...]
    standing: tuple[Standing, ...]
    dropped: tuple[Standing, ...]
    amendments: tuple[Slate, ...]
    under_way: Slate | None
    revision: Slate | None
    proposals: tuple[Proposal, ...]
    other_text: Decision | None
    history: tuple[Happening, ...]

    @property
    def uncleared(self) -> tuple[Phrase, ...]:
        """The phrases that nobody has cleared yet."""
        return tuple(one for one in self.phrases if one.clearance is None or not one.asked.can_be_cleared)

    @property
    def must(self) -> tuple[Gap, ...]:
        """What is missing and must be there before it goes on."""
        return tuple(gap for gap in self.gaps if gap.must)

    @property
    def told(self) -> tuple[Gap, ...]:
        """What is missing and may stay so."""
        return tuple(gap for gap in self.gaps if not gap.must)

    @property
    def is_ready(self) -> bool:
        """Whether it can be put to the organizations."""
        return not self.must and not self.uncleared


def listed(rows: QuerySet[Slate]) -> QuerySet[Slate]:
    """Return slates for the list, newest year first: with how many requests they hold, decision and proposal."""
    counted = rows.annotate(requests=Count("items", filter=Q(items__is_dropped=False)))
    return counted.select_related("decision", "proposal", "amends").order_by(
        "-fiscal_year", "-to", "amends_id", "id"
    )


def slate_page(slate: Slate, user: Any) -> SlatePage:
    """Return the page of a slate; the number of queries does not grow with its items."""
    items = items_of(slate)
    before = before_amendment(slate)
    requests = [request_of(item) for item in items]
    known = clearances_by_key([slate])
    amendments = _amendments(slate)
    standing, dropped = _in_force(slate, amendments)
    return SlatePage(
        slate=slate,
        table=slate_table(slate, items, before),
        gaps=gaps_of(requests, before) if slate.state == SlateState.DRAFT else (),
        phrases=tuple(Phrase(one, known.get(one.key)) for one in asked_about(requests, slate.note)),
        standing=standing,
        dropped=dropped,
        amendments=tuple(one for one in amendments if one.state == SlateState.ADOPTED),
        under_way=next((one for one in amendments if one.state in {"draft", "proposed"}), None),
        revision=Slate.objects.visible_to(user).filter(revises=slate).first(),
        proposals=_proposals(slate, user),
        other_text=_other_text(slate),
        history=history_of(slate),
    )


def lines_to_add(slate: Slate, words: str, user: Any) -> list[Line]:
    """Return the lines that `words` may mean and the slate does not hold; none for no words."""
    if not words.strip():
        return []
    found = Line.objects.visible_to(user).named_like(words.strip()).select_related("bundle")
    return list(found.exclude(slate_items__slate=slate)[:LINES_FOUND])


def starts_for(user: Any) -> QuerySet[Slate]:
    """Return the slates one can be built from: all but amendments and copies, newest first."""
    rows: QuerySet[Slate] = Slate.objects.visible_to(user).whole()
    return rows.order_by("-fiscal_year", "-to", "-id")


def history_of(slate: Slate) -> tuple[Happening, ...]:
    """Return what happened to a slate, the newest first; three queries."""
    entries = list(
        AuditEntry.objects.filter(
            subject_type="appropriations.slate", subject_id=str(slate.pk), verb__in=_SAID
        ).order_by("-at", "-pk")
    )
    lines = dict(
        Line.objects.filter(slug__in={str(one.detail.get("line", "")) for one in entries}).values_list(
            "slug", "name"
        )
    )
    people = {one.pk: one.name for one in User.objects.filter(pk__in={one.actor_id for one in entries})}
    undone = {one.detail.get("entry") for one in entries}
    return tuple(
        Happening(
            at=one.at,
            what=_SAID[one.verb],
            line=lines.get(str(one.detail.get("line", "")), ""),
            who=people.get(one.actor_id, ""),
            entry=one.pk,
            was=_said(one.detail.get("was")),
            now=_said(one.detail.get("now")),
            can_be_undone=slate.state == SlateState.DRAFT and "was" in one.detail and one.pk not in undone,
        )
        for one in entries
    )


def _said(kept: dict[str, Any] | None) -> str:
    if not kept:
        return ""
    names = ("kind", "nature", "dollars", "words", "justification", "report_language", "is_dropped")
    return amount_in_words(Request(line="", name="", **{name: kept[name] for name in names}))


def _amendments(slate: Slate) -> list[Slate]:
    if slate.amends_id or slate.revises_id:
        return []
    rows = Slate.objects.put_forward().filter(amends=slate).exclude(state=SlateState.SET_ASIDE)
    return list(rows.select_related("decision").order_by("adopted_at", "id"))


def _in_force(slate: Slate, amendments: Sequence[Slate]) -> tuple[tuple[Standing, ...], tuple[Standing, ...]]:
    """Return what is in force of an amended slate, and what amendments dropped; nothing where none amends it."""
    if slate.state != SlateState.ADOPTED or not any(one.state == SlateState.ADOPTED for one in amendments):
        return (), ()
    latest = {}
    for item in adopted_items(slate.fiscal_year, slate.to):
        request = request_of(item)
        latest[request.line] = Standing(request, amount_in_words(request), item.slate)
    return (
        tuple(one for one in latest.values() if not one.request.is_dropped),
        tuple(one for one in latest.values() if one.request.is_dropped),
    )


def _proposals(slate: Slate, user: Any) -> tuple[Proposal, ...]:
    """Every proposal about the slate, the newest first."""
    about = Subject.objects.filter(
        content_type__app_label="appropriations", content_type__model="slate", object_id=str(slate.pk)
    )
    rows = Proposal.objects.visible_to(user).filter(subjects__in=about).distinct()
    return tuple(rows.select_related("decision").order_by("-id"))


def _other_text(slate: Slate) -> Decision | None:
    """The decision whose proposal was about this draft but adopted another text than it says."""
    if slate.state != SlateState.DRAFT:
        return None
    entry = (
        AuditEntry.objects.filter(
            subject_type="appropriations.slate", subject_id=str(slate.pk), verb="another text was adopted"
        )
        .order_by("-pk")
        .first()
    )
    if entry is None:
        return None
    decision: Decision | None = Decision.objects.in_force().filter(pk=entry.detail["decision"]).first()
    return decision
