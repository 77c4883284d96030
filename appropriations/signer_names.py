"""Reads a pasted list of signers and finds each among the people of Congress. Pure.

One name a line, as letters and press releases print them: "Rep. Linda T. Sánchez (D-CA-38)", "Sánchez, Linda",
"3. Congresswoman Sánchez". Who cannot be told for certain is asked back, never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from common.sorting import sort_key

MOST_CANDIDATES = 6
_SIMILAR = 82
_TITLES = re.compile(
    r"^(?:the\s+honou?rable|hon\.?|resident\s+commissioner|u\.?s\.?\s+(?=rep|sen)|representatives?|reps?\.?|"
    r"congress(?:wo)?man|congressmember|congressperson|senators?|sens?\.?|delegates?|del\.?|"
    r"chair(?:man|woman|person)?|ranking\s+member|member\s+of\s+congress)\s+",
    re.IGNORECASE,
)
_BULLET = re.compile(r"^\s*(?:[-*\u2022\u00b7\u2013\u2014]+|\(?\d{1,3}[.)])\s*")
_SEAT = re.compile(
    r"[(\[]\s*(?:(?P<party>[A-Za-z])\s*[-\u2013]\s*)?(?P<state>[A-Z]{2})"
    r"(?:\s*[-\u2013]?\s*(?P<district>\d{1,2}|AL|At[- ]Large))?\s*[)\]]|\((?P<lone>[RDI])\)"
)
_AFTER = re.compile(
    r"\s*,?\s*(?:member of congress|u\.?s\.? (?:senator|representative)|united states senator)\s*$",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r",?\s+(?:jr|sr|ii|iii|iv|m\.?d|ph\.?d)\.?$", re.IGNORECASE)
_BREAKS = re.compile(r"[\n\r;\t]+")
_AND = re.compile(r"\s+(?:and|&)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Person:
    """Someone who could have signed: `names` are the ways the first name is written."""

    bioguide_id: str
    label: str
    last: str
    names: tuple[str, ...]
    state: str
    district: int | None
    party: str


@dataclass(frozen=True)
class Named:
    """A line of the list as it was read; `first` is empty where only a last name stands."""

    text: str
    name: str
    first: str = ""
    state: str = ""
    district: int | None = None
    party: str = ""


@dataclass(frozen=True)
class Found:
    """A line with whom it means: `sure` is one person; otherwise `candidates` are asked about, best first."""

    named: Named
    sure: Person | None = None
    candidates: tuple[Person, ...] = ()


def read_names(text: str) -> tuple[Named, ...]:
    """Return the names of a pasted list, each once, in its order; empty lines and bare headings are left out."""
    pieces = [piece for line in _BREAKS.split(text) for piece in _pieces(line)]
    read = (_named(piece) for piece in pieces)
    return tuple({sort_key(one.text): one for one in read if one.name}.values())


def find_people(named: Iterable[Named], people: Sequence[Person]) -> tuple[Found, ...]:
    """Return each name with whom it means among `people`."""
    return tuple(_find(one, people) for one in named)


def _pieces(line: str) -> list[str]:
    """Split a line that holds several names: by "and", and by commas where there are more than in one name."""
    bare = _BULLET.sub("", line).strip(" ,.")
    hidden = _SEAT.sub(lambda seat: seat[0].replace(",", " "), bare)
    if hidden.count(",") > 1 or (hidden.count(",") == 1 and _AND.search(hidden)):
        parts = [part for comma in re.split(r",\s*(?:and\s+)?", hidden) for part in _AND.split(comma)]
        return _joined_suffixes(parts)
    return _AND.split(hidden) if _AND.search(hidden) else [hidden]


def _joined_suffixes(parts: list[str]) -> list[str]:
    joined: list[str] = []
    for part in parts:
        if joined and _SUFFIX.fullmatch(f" {part.strip()}"):
            joined[-1] = f"{joined[-1]} {part.strip()}"
        elif part.strip():
            joined.append(part)
    return joined


def _named(piece: str) -> Named:
    text = " ".join(piece.split())
    seat = _SEAT.search(text)
    name = _AFTER.sub("", _SEAT.sub("", text)).strip(" ,.")
    before = None
    while before != name:
        before, name = name, _TITLES.sub("", name)
    name = _SUFFIX.sub("", name).strip(" ,.")
    if not re.search(r"[^\W\d_]{2}", name) or name.endswith(":"):
        return Named(text, "")
    last, comma, first = name.partition(",")
    if comma:
        name = f"{first.strip()} {last.strip()}"
    key = sort_key(name).split()
    return Named(
        text=text,
        name=name,
        first=sort_key(first.strip()) if comma else " ".join(key[:-1]),
        state=(seat["state"] or "") if seat else "",
        district=_district(seat["district"]) if seat else None,
        party=((seat["party"] or seat["lone"] or "").upper()) if seat else "",
    )


def _district(words: str | None) -> int | None:
    if not words:
        return None
    return int(words) if words.isdigit() else 0


def _find(named: Named, people: Sequence[Person]) -> Found:
    key = sort_key(named.name)
    same_last = [one for one in people if _ends_with(key, sort_key(one.last))]
    # "Watson Coleman" is nobody else's Coleman: of several the longest last name is meant.
    longest = max((len(sort_key(one.last)) for one in same_last), default=0)
    same_last = [one for one in same_last if len(sort_key(one.last)) == longest]
    fitting = [one for one in same_last if _seat_fits(named, one)]
    by_first = [one for one in fitting if _first_fits(key, one)]
    if len(by_first) == 1:
        return Found(named, sure=by_first[0])
    only_last = len(fitting) == 1 and key == sort_key(fitting[0].last)
    if only_last:
        return Found(named, sure=fitting[0])
    return Found(named, candidates=tuple((by_first or same_last or _similar(key, people))[:MOST_CANDIDATES]))


def _ends_with(key: str, last: str) -> bool:
    return key == last or key.endswith((f" {last}", f"-{last}"))


def _seat_fits(named: Named, person: Person) -> bool:
    if named.state and named.state != person.state:
        return False
    if named.district is not None and person.district is not None and named.district != person.district:
        return False
    return not named.party or named.party == person.party


def _first_fits(key: str, person: Person) -> bool:
    first = key.removesuffix(sort_key(person.last)).strip().replace(".", "")
    if not first:
        return False
    words = first.split()
    return any(
        first == known or words[0] == known.split()[0] for known in map(_plain, person.names) if known.strip()
    )


def _plain(name: str) -> str:
    return sort_key(name).replace(".", "")


def _similar(key: str, people: Sequence[Person]) -> list[Person]:
    scored = [
        (fuzz.token_sort_ratio(key, sort_key(f"{one.names[0] if one.names else ''} {one.last}")), one)
        for one in people
    ]
    close = [(score, one) for score, one in scored if score >= _SIMILAR]
    return [one for _, one in sorted(close, key=lambda pair: (-pair[0], pair[1].last, pair[1].bioguide_id))]
