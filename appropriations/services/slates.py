"""Slates: building one from last year's, amending one that was adopted, discarding a draft."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError

from appropriations.asking import Request
from appropriations.cells import own_request
from appropriations.choices import ItemKind, Nature, SlateState, SlateTo
from appropriations.models import FIRST_FISCAL_YEAR, LAST_FISCAL_YEAR, Line, Slate, SlateItem
from appropriations.selectors.figures import figures_by_line
from appropriations.selectors.slate_requests import requests_in_force, requests_of
from common import audit
from decisions.models import Subject
from members.models import User

ASKED_FOR = (Nature.WHOLE, Nature.NOT_LESS_THAN)
_WRONG_STATE = {
    SlateState.PROPOSED: "The organizations are deciding on it. Take it back, or prepare a new round of the proposal.",
    SlateState.ADOPTED: "It was adopted and is locked. A change is an amendment with a decision of its own.",
    SlateState.SET_ASIDE: "It was set aside and stays as it was. Build a new one from it.",
}


class SlateRefused(Exception):  # noqa: N818 - it is an answer, not an error
    """What was asked of a slate cannot be done; the message is fit to be shown."""


@transaction.atomic
def build_slate(
    *,
    fiscal_year: int,
    to: str,
    by: User,
    start: Slate | None = None,
    from_figures: bool = False,
    is_sample: bool = False,
) -> Slate:
    """Build a draft of a year's requests to OMB or to Congress from `start`, from last year's figures, or empty.

    Of an adopted `start` the requests in force are taken, its amendments included; what was cleared in it is asked
    about anew. `from_figures` takes the coalition's own requests of the year before that are known as amounts only.
    Raises SlateRefused when `by` is not of the secretariat, or there is one for that year and addressee already.
    """
    require_secretariat(by)
    if not FIRST_FISCAL_YEAR <= fiscal_year <= LAST_FISCAL_YEAR:
        raise SlateRefused(f"FY {fiscal_year} is no fiscal year we know.")
    sample = is_sample or bool(start and start.is_sample)
    slate = _begin(
        Slate(fiscal_year=fiscal_year, to=SlateTo(to), built_from=start, created_by=by, is_sample=sample)
    )
    taken = _from_slate(start) if start else _from_figures(fiscal_year - 1, to) if from_figures else []
    write_requests(slate, taken)
    audit.record(
        "built slate", slate, actor_id=by.pk, built_from=start.pk if start else None, requests=len(taken)
    )
    return slate


@transaction.atomic
def amend_slate(*, slate: Slate, by: User) -> Slate:
    """Begin an amendment of an adopted slate, empty: it will hold only the lines it changes, adds or drops.

    Raises SlateRefused when `by` is not of the secretariat, the slate is not adopted, or an amendment is under way.
    """
    require_secretariat(by)
    current = _locked(slate)
    root: Slate = current.amends or current
    if root.state != SlateState.ADOPTED:
        raise SlateRefused("Only adopted requests are amended; others are changed as they are.")
    under_way = Slate.objects.put_forward().filter(amends=root, state__in=["draft", "proposed"]).first()
    if under_way:
        raise SlateRefused("An amendment is under way: finish that one, or add to it.")
    made = Slate.objects.create(
        fiscal_year=root.fiscal_year, to=root.to, amends=root, created_by=by, is_sample=root.is_sample
    )
    audit.record("began amendment", made, actor_id=by.pk, amends=root.pk)
    return made


@transaction.atomic
def discard_slate(*, slate: Slate, by: User) -> None:
    """Delete a draft that was never put to the organizations, with all it holds.

    Raises SlateRefused when it is no draft, was put to them before, or something else rests on it.
    """
    current = locked_draft(slate, by)
    if was_put_forward(current):
        raise SlateRefused("It was put to the organizations before, so it stays in the record: set it aside.")
    audit.record("discarded slate", current, actor_id=by.pk, fiscal_year=current.fiscal_year, to=current.to)
    try:
        current.delete()
    except ProtectedError as error:
        raise SlateRefused("Report language or another slate rests on it, so it stays.") from error


@transaction.atomic
def set_aside_slate(*, slate: Slate, reason: str, by: User) -> Slate:
    """Set a draft aside for good, so that another can be built for its year; it stays in the record as it is.

    Raises SlateRefused when it is no draft or a copy for a next round, or no reason is given.
    """
    current = locked_draft(slate, by)
    if current.revises_id:
        raise SlateRefused("This copy for a next round is discarded, not set aside.")
    if not reason.strip():
        raise SlateRefused("Say why it is set aside.")
    current.state = SlateState.SET_ASIDE
    current.save(update_fields=["state"])
    audit.record("set slate aside", current, actor_id=by.pk, reason=reason.strip())
    return current


@transaction.atomic
def note_on_slate(*, slate: Slate, note: str, by: User) -> Slate:
    """Keep a note on a draft, read inside only. Raises SlateRefused when it is no draft."""
    current = locked_draft(slate, by)
    if current.note != note.strip():
        current.note = note.strip()
        current.save(update_fields=["note"])
        audit.record("noted on slate", current, actor_id=by.pk)
    return current


def require_secretariat(by: User) -> None:
    """Raise SlateRefused unless `by` is of the secretariat, which keeps the slates."""
    if not by.is_secretariat:
        raise SlateRefused("The secretariat keeps the slates.")


def locked_draft(slate: Slate, by: User) -> Slate:
    """Return a draft as it stands now, locked until the transaction ends; raise SlateRefused for any other."""
    require_secretariat(by)
    current = _locked(slate)
    if current.state != SlateState.DRAFT:
        raise SlateRefused(_WRONG_STATE[SlateState(current.state)])
    return current


def was_put_forward(slate: Slate) -> bool:
    """Whether the organizations were asked about it before, whatever came of that."""
    return Subject.objects.filter(
        content_type__app_label="appropriations", content_type__model="slate", object_id=str(slate.pk)
    ).exists()


def write_requests(slate: Slate, requests: Iterable[Request]) -> None:
    """Write plain requests as the items of an empty draft, in their order."""
    SlateItem.objects.bulk_create(
        SlateItem(
            slate=slate,
            line_id=one.line,
            kind=ItemKind(one.kind),
            nature=Nature(one.nature),
            dollars=one.dollars,
            words=one.words,
            justification=one.justification,
            report_language=one.report_language,
            is_dropped=one.is_dropped,
            position=position,
        )
        for position, one in enumerate(requests, start=1)
    )


def _begin(slate: Slate) -> Slate:
    try:
        with transaction.atomic():
            slate.save()
    except IntegrityError as error:
        whom = SlateTo(slate.to).label
        raise SlateRefused(f"There is a slate for FY {slate.fiscal_year} {whom} already.") from error
    return slate


def _locked(slate: Slate) -> Slate:
    found: Slate | None = Slate.objects.select_for_update().filter(pk=slate.pk).first()
    if found is None:
        raise SlateRefused("This slate was discarded meanwhile.")
    return found


def _from_slate(start: Slate) -> list[Request]:
    if start.state == SlateState.ADOPTED:
        return list(requests_in_force(start.fiscal_year, start.to).values())
    return [one for one in requests_of(start) if not one.is_dropped]


def _from_figures(year: int, stage: str) -> list[Request]:
    lines = list(Line.objects.select_related("bundle"))
    figures = figures_by_line((line.slug for line in lines), years=[year])
    found = []
    for line in lines:
        one = own_request(figures.get(line.slug, ()), year, stage).printed
        if one is None or not ((one.is_number and one.dollars) or one.words):
            continue
        nature = one.nature if one.nature in ASKED_FOR else Nature.WHOLE
        dollars = one.dollars if one.is_number and one.dollars else None
        found.append(Request(line.slug, line.name, nature=nature, dollars=dollars, words=one.words))
    return found
