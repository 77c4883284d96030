"""A printed fact and its source; finding every fact of a packet, so that none can escape the manifest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from typing import Any, TypeVar

from briefings.packet.wording import day

Part = TypeVar("Part")


@dataclass(frozen=True, order=True)
class Source:
    """Who says so, and as of which day; `document` is the label without the place in it, where it names one."""

    label: str
    as_of: date
    url: str = ""
    document: str = ""

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
    marked in words, never hidden. `sample` means that it is invented for demonstration.
    """

    text: str
    source: Source
    stale: bool = False
    sample: bool = False

    def __str__(self) -> str:
        return self.text

    @property
    def as_of_words(self) -> str:
        """Return "Jun 1, 2026", or "Jun 1, 2026; not refreshed since" for a stale fact."""
        words = day(self.source.as_of)
        return f"{words}; not refreshed since" if self.stale else words


def found_in(part: Any, kind: type[Part]) -> Iterator[Part]:
    """Yield every part of a kind in a tree of dataclasses and tuples, in the order of printing."""
    if isinstance(part, kind):
        yield part
    if is_dataclass(part):
        for field in fields(part):
            yield from found_in(getattr(part, field.name), kind)
    elif isinstance(part, tuple):
        for item in part:
            yield from found_in(item, kind)


def facts_in(part: Any, where: str = "") -> Iterator[tuple[str, Fact]]:
    """Yield (place, fact) for every Fact in a tree of dataclasses and tuples, in the order of printing."""
    if isinstance(part, Fact):
        yield where, part
    elif is_dataclass(part):
        for field in fields(part):
            yield from facts_in(getattr(part, field.name), f"{where}.{field.name}".lstrip("."))
    elif isinstance(part, tuple):
        for number, item in enumerate(part, start=1):
            yield from facts_in(item, f"{where}[{number}]")
