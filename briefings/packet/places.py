"""Where each fact stands in a packet: its place, a key that lasts from one making to the next, and its item. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from django.utils.safestring import mark_safe

from briefings.packet.facts import Fact
from briefings.packet.parts import MoneyRow, MoneyTable, Office
from briefings.packet.prose import Passage
from briefings.packet.sections import ActionLine, Section

if TYPE_CHECKING:
    from briefings.packet.document import Packet

Part = TypeVar("Part")
# What the fields of the sheet are called where facts are grouped by section.
SHEET = {
    "office": "For whom",
    "asks": "What we ask",
    "standings": "Where this office stands",
    "letters": "Member letters",
    "money": "Money at a glance",
}
# The fields by which an item of a list is known again, whatever its number in the list; the first one that is there.
_NAMES = ("anchor", "bill", "number", "code", "name", "mark", "subject")
# The fields that say what an item is, for people; the first one that is there.
_WORDS = ("number", "bill", "short", "title", "name", "subject", "heading", "code")


@dataclass(frozen=True)
class Placed:
    """A fact with its place by fields and numbers ("annex[2].stage").

    `key` names the place without numbers ("bill-119-s-2012/stage"), `block` is the place of the ask, row or section
    it belongs to, `item` that in words, `section` the heading it stands under, and `column` its column in a table.
    """

    where: str
    key: str
    block: str
    item: str
    section: str
    column: str
    fact: Fact


@dataclass(frozen=True)
class _Spot:
    where: str = ""
    key: str = ""
    block: str = ""
    item: str = ""
    section: str = ""
    column: str = ""
    columns: tuple[str, ...] = ()

    def into(self, where: str, label: str = "") -> _Spot:
        key = f"{self.key}/{label}".strip("/") if label else self.key
        return replace(self, where=f"{self.where}{where}".lstrip("."), key=key)


def placed(packet: Packet) -> tuple[Placed, ...]:
    """Return every printed fact of a packet with its place, in the order of printing."""
    return tuple(_walk(packet, _Spot()))


def _walk(part: Any, at: _Spot) -> Iterator[Placed]:
    if isinstance(part, Fact):
        yield Placed(at.where, at.key, at.block or at.where, at.item, at.section, at.column, part)
    elif isinstance(part, tuple):
        for number, item in enumerate(part, start=1):
            yield from _walk(item, _within(item, number, at))
    elif is_dataclass(part):
        here = replace(at, columns=part.columns) if isinstance(part, MoneyTable) else at
        for field in fields(part):
            value = getattr(part, field.name)
            spot = here if here.where else replace(here, section=SHEET.get(field.name, ""))
            yield from _walk(value, _of_field(part, field.name, value, spot))


def _of_field(part: Any, name: str, value: Any, at: _Spot) -> _Spot:
    """What a field is called adds to the key, but for the two lists of sections and what a cell holds."""
    plain = not at.where and name in {"own", "annex"}
    label = "" if plain or (isinstance(part, MoneyRow) and name == "cells") or name == "fact" else name
    spot = at.into(f".{name}", label)
    if isinstance(value, Office):
        return replace(spot, block=spot.where, item=value.short)
    if isinstance(value, MoneyTable):
        return replace(spot, block=spot.where, item=value.title)
    return spot


def _within(item: Any, number: int, at: _Spot) -> _Spot:
    if isinstance(item, Fact):
        return at.into(f"[{number}]")
    if at.where.endswith(".cells") and number <= len(at.columns):
        column = at.columns[number - 1]
        return replace(at.into(f"[{number}]", column), column=column)
    spot = at.into(f"[{number}]", _known_as(item))
    if isinstance(item, Section):
        spot = replace(spot, section=item.heading)
    # What happened on a bill belongs to the bill.
    if not is_dataclass(item) or isinstance(item, ActionLine):
        return spot
    return replace(spot, block=spot.where, item=_in_words(item) or at.item)


def _known_as(item: Any) -> str:
    """An ask is known by its row; another item by its name. Without one, its facts are told apart by their words."""
    about = getattr(getattr(item, "text", None), "about", "")
    return about or next((str(getattr(item, name)) for name in _NAMES if getattr(item, name, "")), "")


def _in_words(item: Any) -> str:
    return next((str(getattr(item, name)) for name in _WORDS if getattr(item, name, "")), "")


def with_marks(part: Part, marks: Mapping[str, tuple[str, ...]], where: str = "") -> Part:
    """Return a part with words for the margin at the facts in the given places, and everything else as it was."""
    made: Any = part
    if isinstance(part, Fact):
        made = replace(part, marks=marks[where]) if where in marks else part
    elif isinstance(part, tuple):
        items = [with_marks(item, marks, f"{where}[{n}]") for n, item in enumerate(part, start=1)]
        made = tuple(items) if any(new is not old for new, old in zip(items, part, strict=True)) else part
    elif is_dataclass(part) and not isinstance(part, type):
        made = _rebuilt(part, marks, where)
    return made  # type: ignore[no-any-return]


def _rebuilt(part: Any, marks: Mapping[str, tuple[str, ...]], where: str) -> Any:
    changed = {}
    for field in fields(part):
        old = getattr(part, field.name)
        new = with_marks(old, marks, f"{where}.{field.name}".lstrip("."))
        if new is not old:
            changed[field.name] = new
    if changed and isinstance(part, Passage):
        # A passage is printed as it was written, not fact by fact.
        notes = "".join(fact.margin for fact in changed["paragraphs"])
        changed["html"] = mark_safe(f"{notes}{part.html}")
    return replace(part, **changed) if changed else part
