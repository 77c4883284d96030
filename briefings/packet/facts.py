"""A printed fact and its source; finding every fact of a packet, so that none can escape the manifest."""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, ClassVar, TypeVar

from django.utils.html import format_html

from briefings.packet.wording import day

Part = TypeVar("Part")


@dataclass(frozen=True, order=True)
class Source:
    """Who says so, and as of which day; `document` is the label without the place in it, where it names one.

    `kind` is one of the names below, and decides how long its facts count as fresh; `ref` is the id of the bill,
    person or decision that it tells of, so that a page can lead there.
    """

    BILL: ClassVar[str] = "bill"
    ROSTER: ClassVar[str] = "roster"
    MONEY: ClassVar[str] = "money"
    DECISION: ClassVar[str] = "decision"
    # What staff wrote for this packet.
    OWN: ClassVar[str] = "own"

    label: str
    as_of: date
    url: str = ""
    document: str = ""
    kind: str = ""
    ref: str = ""

    @property
    def day(self) -> str:
        return day(self.as_of)

    @property
    def address(self) -> str:
        """The address as it is printed, without its scheme."""
        return self.url.partition("://")[2].rstrip("/")


@dataclass(frozen=True)
class Fact:
    """One statement exactly as it is printed, with its source.

    `stale` means that its source was not asked again within the freshness limit: it is printed and
    marked in words, never hidden. `sample` means that it is invented for demonstration. `about` is the row of ours
    that it states ("ask:12", "position:5"): the gate looks behind it. `marks` are what the gate would refuse here,
    in words for the margin of a draft; a template that prints the fact prints them with it.
    """

    text: str
    source: Source
    stale: bool = False
    sample: bool = False
    about: str = ""
    marks: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The words for a template, which prints a safe string as it is; for plain words ask for `text`."""
        return format_html("{} {}", self.margin, self.text) if self.marks else self.text

    @property
    def margin(self) -> str:
        """The note in the margin of a draft, as safe HTML; nothing where nothing would be refused."""
        if not self.marks:
            return ""
        return format_html('<span class="not-final">Not final: {}.</span>', "; ".join(self.marks))

    @property
    def as_of_words(self) -> str:
        """Return "Jun 1, 2026", or "Jun 1, 2026; not refreshed since" for a stale fact."""
        words = day(self.source.as_of)
        return f"{words}; not refreshed since" if self.stale else words


# What a tree ends in; most of a packet is words.
_LEAVES = frozenset({str, int, bool, float, date, datetime, type(None)})


def found_in(tree: Any, kind: type[Part]) -> list[Part]:
    """Return every part of a kind in a tree of dataclasses and tuples, in the order of printing.

    Within a part that is found no other is looked for.
    """
    if isinstance(tree, kind):
        return [tree]
    inside = tree if isinstance(tree, tuple) else [getattr(tree, name) for name in _names(tree.__class__)]
    return [part for one in inside if type(one) not in _LEAVES for part in found_in(one, kind)]


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
