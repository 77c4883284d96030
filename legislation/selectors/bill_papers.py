"""What a bill is called and which papers there are of it, as its page shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from legislation.choices import Chamber
from legislation.models import BillText, TextVersion, Title


@dataclass(frozen=True)
class TitleGroup:
    """The titles of one chamber and kind."""

    chamber: str
    kind: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class TextLine:
    """A published version; `compare` is the address of its comparison with the one before, after the question mark."""

    name: str
    published_on: date | None
    formats: tuple[dict[str, Any], ...]
    compare: str


def title_groups(titles: Iterable[Title]) -> tuple[TitleGroup, ...]:
    """Return titles by chamber and kind in the source's order; those of no chamber come first."""
    found: dict[tuple[str, str], list[str]] = {}
    for title in titles:
        texts = found.setdefault((_chamber(title.chamber), title.kind), [])
        if title.text not in texts:
            texts.append(title.text)
    order = {"": 0, Chamber.HOUSE.label: 1, Chamber.SENATE.label: 2}
    keys = sorted(found, key=lambda key: order.get(key[0], 3))
    return tuple(TitleGroup(chamber, kind, tuple(found[chamber, kind])) for chamber, kind in keys)


def _chamber(value: str) -> str:
    return Chamber(value).label if value in Chamber.values else value


def text_lines(user: Any, bill_id: str, versions: Sequence[TextVersion]) -> tuple[TextLine, ...]:
    """Return the published versions, each with a way to what it changed where both texts are here; one query."""
    here = set(BillText.objects.visible_to(user).filter(measure=bill_id).values_list("code", flat=True))
    dated = sorted(
        (each for each in versions if each.code in here and each.published_on),
        key=lambda each: (each.published_on, -each.position),
    )
    before = {new.code: old.code for old, new in pairwise(dated) if old.code != new.code}
    return tuple(
        TextLine(
            name=each.name,
            published_on=each.published_on,
            formats=tuple(each.formats),
            compare=f"a={bill_id}-{before[each.code]}&b={bill_id}-{each.code}" if each.code in before else "",
        )
        for each in versions
    )
