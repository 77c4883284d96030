"""Which bills may belong to a family, and why: from titles, links, sponsors and texts. Pure.

Each rule gives a reason with its evidence; none makes a bill a member, which a person does (P9). What the
thresholds bring on real bills stands in docs/families.md.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from rapidfuzz import fuzz, process

from common.citations import cite_in_full
from legislation.kin_names import LEAST_WORDS, Link, Named

# How alike two titles are (0 to 100, rapidfuzz) to be called similar.
SIMILAR = 93.0
# With the same sponsor less will do: this share of the words of both titles (Dice).
SIMILAR_BY_SPONSOR = 0.7
# How much of its runs of words a text shares with a vehicle's, or holds of it.
SIMILAR_TEXT = 0.2
HOLDS_TEXT = 0.6
# A title held in another has to be longer: "Child Trafficking Victims Protection Act" is no TVPA.
_LEAST_HELD = 5
# Fewer sampled runs of words than this are too few to tell by.
_LEAST_RUNS = 20
# A reason of its own for each of at most this many vehicles; the rest says nothing new.
_NAMED = 3
LONGEST_KEY = 200

_IDENTICAL = re.compile(r"identical|companion|text similarit", re.IGNORECASE)
_RELATED = re.compile(r"related bill|procedurally|contained in", re.IGNORECASE)


class Why(StrEnum):
    """The kinds of reason, from what says most."""

    IDENTICAL = "identical"
    SAME_TITLE = "same_title"
    SAME_PURPOSE = "same_purpose"
    SIMILAR_TEXT = "similar_text"
    TEXT_INSIDE = "text_inside"
    TITLE_INSIDE = "title_inside"
    SAME_SPONSOR = "same_sponsor"
    SIMILAR_TITLE = "similar_title"
    RELATED = "related"


_ORDER = {why: place for place, why in enumerate(Why)}


@dataclass(frozen=True)
class Reason:
    """Why a bill may belong: its kind, the vehicle it rests on, the evidence in words, and what it is about.

    A title is the same reason whichever vehicle has it; a link or a text is one for each vehicle.
    """

    why: Why
    with_bill: str
    evidence: str
    about: str

    @property
    def key(self) -> str:
        """What makes it this reason and no other: weighed once by a person, it brings no bill back."""
        return f"{self.why}:{self.about}"[:LONGEST_KEY]

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain JSON values."""
        return {**asdict(self), "key": self.key}


class Kin:
    """The vehicles of one family, ready to be compared with many bills."""

    def __init__(self, vehicles: Sequence[Named], links: Iterable[Link] = ()) -> None:
        newest_first = sorted(vehicles, key=lambda one: _newest_first(one.bill))
        self._by_title = _index((one.bill, one.own) for one in newest_first)
        self._by_purpose = _index((one.bill, one.purposes) for one in newest_first)
        self._vehicles = newest_first
        self._linked = self._by_other(links)
        self._sorted = {_in_order(key): key for key in self._by_title}
        self._alike: dict[str, tuple[str, float] | None] = {}

    def learn(self, keys: Iterable[str]) -> None:
        """Look through many title keys at once for similar ones, which is a hundred times faster than one by one."""
        ordered = {_in_order(key): key for key in keys}
        self._alike |= dict.fromkeys(ordered)
        for own, title in self._sorted.items():
            for other, score, _ in process.extract_iter(
                own, list(ordered), scorer=fuzz.ratio, processor=None, score_cutoff=SIMILAR
            ):
                before = self._alike[other]
                if before is None or score > before[1]:
                    self._alike[other] = (title, score)

    def reasons(self, one: Named) -> tuple[Reason, ...]:
        """Return why `one` may belong, what says most first; without any it does not."""
        found = [
            *self._of_links(one),
            *self._of_titles(one),
            *self._of_purpose(one),
            *self._of_sponsor(one),
            *self._of_texts(one),
        ]
        kept: dict[tuple[Why, str], Reason] = {}
        for reason in sorted(found, key=_weight):
            kept.setdefault((reason.why, reason.with_bill), reason)
        return tuple(_not_repeating(kept.values()))

    def _by_other(self, links: Iterable[Link]) -> dict[str, list[tuple[str, Link]]]:
        """Each link by the bill outside that it leads to or comes from, with the vehicle it ties it to."""
        known = {one.bill for one in self._vehicles}
        found: defaultdict[str, list[tuple[str, Link]]] = defaultdict(list)
        for link in links:
            if link.bill in known and link.other not in known:
                found[link.other].append((link.bill, link))
            elif link.other in known and link.bill not in known:
                found[link.bill].append((link.other, link))
        return dict(found)

    def _of_links(self, one: Named) -> Iterator[Reason]:
        for vehicle, link in self._linked.get(one.bill, ()):
            why = Why.IDENTICAL if _IDENTICAL.search(link.kind) else Why.RELATED
            if why is Why.IDENTICAL or _RELATED.search(link.kind):
                by = link.by or "Congress.gov"
                evidence = f"“{link.kind}” to {cite_in_full(vehicle)}, as identified by {by}"
                yield Reason(why, vehicle, evidence, vehicle)

    def _of_titles(self, one: Named) -> Iterator[Reason]:
        for key, text in one.own.items():
            same = self._by_title.get(key, [])
            for vehicle in same:
                evidence = f"The title of {cite_in_full(vehicle)}, less its year: “{text}”"
                yield Reason(Why.SAME_TITLE, vehicle, evidence, key)
            if not same:
                yield from self._of_similar(key, text)
        for key, text in one.inside.items():
            for vehicle in self._by_title.get(key, []):
                evidence = f"A part of it has the title of {cite_in_full(vehicle)}, less its year: “{text}”"
                yield Reason(Why.TITLE_INSIDE, vehicle, evidence, key)

    def _of_similar(self, key: str, text: str) -> Iterator[Reason]:
        ordered = _in_order(key)
        if ordered not in self._alike:
            self.learn([key])
        if alike := self._alike[ordered]:
            vehicle = self._by_title[alike[0]][0]
            evidence = f"Its title is {alike[1]:.0f} percent that of {cite_in_full(vehicle)}: “{text}”"
            yield Reason(Why.SIMILAR_TITLE, vehicle, evidence, key)
            return
        for own, bills in self._by_title.items():
            if _holds(own, key) or _holds(key, own):
                evidence = f"Its title and that of {cite_in_full(bills[0])} hold one another: “{text}”"
                yield Reason(Why.SIMILAR_TITLE, bills[0], evidence, key)

    def _of_purpose(self, one: Named) -> Iterator[Reason]:
        for key, text in one.purposes.items():
            for vehicle in self._by_purpose.get(key, []):
                evidence = f"The official title of {cite_in_full(vehicle)}: “{text}”"
                yield Reason(Why.SAME_PURPOSE, vehicle, evidence, key)

    def _of_sponsor(self, one: Named) -> Iterator[Reason]:
        for vehicle in self._vehicles if one.sponsor else ():
            if vehicle.sponsor != one.sponsor:
                continue
            share = max((_shared_words(a, b) for a in one.own for b in vehicle.own), default=0.0)
            if share >= SIMILAR_BY_SPONSOR:
                how = "are the same" if share == 1 else f"share {share:.0%} of their words"
                evidence = f"The sponsor of {cite_in_full(vehicle.bill)}, and the titles {how}"
                yield Reason(Why.SAME_SPONSOR, vehicle.bill, evidence, one.sponsor)

    def _of_texts(self, one: Named) -> Iterator[Reason]:
        for vehicle in self._vehicles if len(one.runs) >= _LEAST_RUNS else ():
            shared = len(one.runs & vehicle.runs)
            if len(vehicle.runs) < _LEAST_RUNS or not shared:
                continue
            alike, held = shared / len(one.runs | vehicle.runs), shared / len(vehicle.runs)
            name = ", ".join(filter(None, (cite_in_full(vehicle.bill), vehicle.version)))
            if alike >= SIMILAR_TEXT:
                evidence = f"Its text shares about {alike:.0%} of its runs of words with {name}"
                yield Reason(Why.SIMILAR_TEXT, vehicle.bill, evidence, vehicle.bill)
            elif held >= HOLDS_TEXT:
                evidence = f"Its text holds about {held:.0%} of the runs of words of {name}"
                yield Reason(Why.TEXT_INSIDE, vehicle.bill, evidence, vehicle.bill)


def _index(keyed: Iterable[tuple[str, Mapping[str, str]]]) -> dict[str, list[str]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for bill, keys in keyed:
        for key in keys:
            found[key].append(bill)
    return dict(found)


def _in_order(key: str) -> str:
    """The words of a title in the order of the alphabet: two orders of the same words are alike."""
    return " ".join(sorted(key.split()))


def _shared_words(one: str, other: str) -> float:
    """How much of the words of two titles is in both, from 0 to 1; a few words in common say nothing."""
    first, second = set(one.split()), set(other.split())
    shared = len(first & second)
    return 2 * shared / (len(first) + len(second)) if shared >= LEAST_WORDS else 0.0


def _holds(longer: str, shorter: str) -> bool:
    """Whether one title is in the other, as "TVPR Act" is in "Frederick Douglass TVPR Act", and is most of it."""
    if shorter not in longer:
        return False
    words, of = len(shorter.split()), len(longer.split())
    return words >= _LEAST_HELD and of <= 2 * words and f" {shorter} " in f" {longer} "


def _newest_first(bill: str) -> tuple[int, str]:
    return -int(bill.partition("-")[0]), bill


def _weight(reason: Reason) -> tuple[int, int, str]:
    """What says most first; of one kind, what ties it to the newest Congress."""
    return (_ORDER[reason.why], *_newest_first(reason.with_bill))


def _not_repeating(reasons: Iterable[Reason]) -> Iterator[Reason]:
    """At most a few of one kind; "related" says nothing where "identical" was said of the same vehicle."""
    counted: defaultdict[Why, int] = defaultdict(int)
    identical: set[str] = set()
    for reason in reasons:
        repeats = reason.why is Why.RELATED and reason.with_bill in identical
        if not repeats and counted[reason.why] < _NAMED:
            counted[reason.why] += 1
            identical |= {reason.with_bill} if reason.why is Why.IDENTICAL else set()
            yield reason
