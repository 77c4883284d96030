"""What changed from one roster to the next: who came, who left, who changed party, seat or committee. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

# So many of each kind are told by name; the others are counted.
_NAMED = 12


@dataclass(frozen=True)
class Sitting:
    """One who sits: the name as it is cited, the party, the seat, and titles by the names of committees."""

    name: str
    party: str
    seat: str
    committees: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Changes:
    """Sentences by what happened; each begins with the person's name."""

    came: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    party: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    committees: tuple[str, ...] = ()
    chairs: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many things changed."""
        return sum(len(told) for _, told in self._kinds())

    def _kinds(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        return (
            ("Came", self.came),
            ("Left", self.left),
            ("Changed party", self.party),
            ("Changed seat", self.seats),
            ("Lead a committee", self.chairs),
            ("Committees", self.committees),
        )

    def __str__(self) -> str:
        told = [f"{kind}: {_listed(sentences)}." for kind, sentences in self._kinds() if sentences]
        return " ".join(told) or "Nobody came, left or changed seat, party or committee."


def changes(before: Mapping[str, Sitting], after: Mapping[str, Sitting]) -> Changes:
    """Return what changed between two rosters, by bioguide id, each kind in the order of names."""
    both = [(before[who], after[who]) for who in sorted(before.keys() & after.keys())]
    return Changes(
        came=_sorted(after[who].name for who in after.keys() - before.keys()),
        left=_sorted(before[who].name for who in before.keys() - after.keys()),
        party=_sorted(f"{new.name}, before {old.party}" for old, new in both if old.party != new.party),
        seats=_sorted(f"{new.name}, before {old.seat}" for old, new in both if old.seat != new.seat),
        committees=_sorted(told for old, new in both for told in _committees(old, new)),
        chairs=_sorted(told for old, new in both for told in _titles(old, new)),
    )


def _committees(old: Sitting, new: Sitting) -> Iterator[str]:
    joined = sorted(new.committees.keys() - old.committees.keys())
    gone = sorted(old.committees.keys() - new.committees.keys())
    told = [f"joined {name}" for name in joined] + [f"left {name}" for name in gone]
    if told:
        yield f"{new.name} {', '.join(told)}"


def _titles(old: Sitting, new: Sitting) -> Iterator[str]:
    for name in sorted(old.committees.keys() | new.committees.keys()):
        was, now = old.committees.get(name, ""), new.committees.get(name, "")
        if was == now:
            continue
        yield f"{new.name}, {now} of {name}" if now else f"{new.name}, no longer {was} of {name}"


def _sorted(told: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(told))


def _listed(sentences: tuple[str, ...]) -> str:
    rest = len(sentences) - _NAMED
    return "; ".join(sentences[:_NAMED]) + (f"; and {rest} more" if rest > 0 else "")
