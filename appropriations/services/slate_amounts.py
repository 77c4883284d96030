"""Adopted requests as figures, so that the grid, the home page and packets read them like any other."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from django.db import transaction

from appropriations.asking import Request, amount_in_words
from appropriations.cells.said import NewAmount
from appropriations.choices import CellKind, ItemKind, SourceKind
from appropriations.models import Amount, Slate
from appropriations.selectors.slate_requests import requests_in_force
from appropriations.services.amounts import record_amounts, withdraw_amounts
from decisions.models import Decision
from members.models import User

# slate-<slate>-<line>-<how often>: the same request may come into force again once an amendment is undone.
_KEY = re.compile(r"^(?P<request>slate-\d+-.+)-\d+$")
LANGUAGE = "report language"


@transaction.atomic
def bring_in_line(*, slate: Slate, by: User | None) -> None:
    """Make the figures of a slate's year and addressee say what its requests in force say.

    What was asked and no longer is, is withdrawn; what is asked anew is recorded and printed as our own request, with
    slate and decision as its document. Raises ValueError when nobody can be named who enters them.
    """
    wanted = {_name(one): one for one in requests_in_force(slate.fiscal_year, slate.to).values()}
    standing = {name: one for one in _written(slate) if (name := _name_of(one))}
    new = [one for name, one in wanted.items() if name not in standing]
    old = [one for name, one in standing.items() if name not in wanted]
    if not new and not old:
        return
    if by is None:
        raise ValueError("Figures are entered by somebody.")
    _record(slate, new, by)
    _withdraw(old, by)


def _record(slate: Slate, requests: Iterable[Request], by: User) -> None:
    requests = list(requests)
    slates = Slate.objects.select_related("decision").in_bulk({one.slate for one in requests})
    said = [_figure(slate, one, slates[one.slate]) for one in requests]
    if said:
        record_amounts(said=said, by=by, reason=f"The {slate} were adopted.")


def _figure(slate: Slate, one: Request, source: Slate) -> NewAmount:
    decision: Decision | None = source.decision
    if decision is None:
        raise ValueError("What is in force rests on a decision.")
    number = one.dollars is not None
    words = ", ".join(filter(None, (one.words, LANGUAGE if one.kind != ItemKind.AMOUNT else "")))
    return NewAmount(
        line=one.line,
        fiscal_year=slate.fiscal_year,
        stage=slate.to,
        kind=CellKind.DOLLARS if number else CellKind.WORDS,
        nature=one.nature,
        dollars=one.dollars,
        words=(words if number else words or amount_in_words(one))[:300],
        document=f"{source}, decision {decision.number}",
        source_kind=SourceKind.COALITION,
        as_of=decision.decided_on,
        because=f"Our own request, adopted by decision {decision.number}.",
        key=f"{_name(one)}-{_times(one) + 1}",
        is_sample=source.is_sample,
    )


def _withdraw(amounts: Collection[Amount], by: User) -> None:
    for one in amounts:
        # Another figure of the cell, where one stands, is printed again: the newest.
        left = (
            Amount.objects.standing()
            .filter(line=one.line_id, fiscal_year=one.fiscal_year, stage=one.stage, nature=one.nature)
            .filter(is_inner=False)
            .exclude(pk=one.pk)
        )
        printed = left.filter(is_preferred=True).first() or left.order_by("-entered_at", "-pk").first()
        # Parts that somebody entered go with their whole.
        parts = Amount.objects.standing().filter(parent=one)
        withdraw_amounts(
            amounts=[one, *parts],
            reason="The coalition's requests were changed by a decision.",
            by=by,
            print_instead=printed,
        )


def _written(slate: Slate) -> list[Amount]:
    rows = Amount.objects.standing().filter(fiscal_year=slate.fiscal_year, stage=slate.to)
    return list(rows.filter(key__startswith="slate-"))


def _name(one: Request) -> str:
    return f"slate-{one.slate}-{one.line}"


def _name_of(amount: Amount) -> str:
    match = _KEY.match(amount.key)
    return match["request"] if match else ""


def _times(one: Request) -> int:
    return sum(_name_of(row) == _name(one) for row in Amount.objects.filter(key__startswith=f"{_name(one)}-"))
