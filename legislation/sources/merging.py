"""One real step reaches us several times, from several source systems: keep it once, lose nothing."""

import re
from collections.abc import Iterable, Sequence
from datetime import time
from functools import lru_cache

from legislation.sources.records import ActionOrigin, ActionRecord, CosponsorRecord

# An entry of the Library of Congress sometimes has a code and no words at all.
_WORDS_OF_CODE = {"Intro-H": "Introduced in House", "Intro-S": "Introduced in Senate"}
# The chamber that acted is the better witness: House floor, Senate, House committees, then the Library.
_SOURCE_ORDER = {"2": 0, "0": 1, "": 1, "1": 2, "9": 3}
_NOT_WORDS = re.compile(r"[^0-9a-z]+")


def merged_actions(entries: Sequence[ActionRecord], *, newest_first: bool = True) -> tuple[ActionRecord, ...]:
    """Merge the entries of one bill's action list into real actions, oldest first.

    Entries of one date whose texts have the same words are one action; two that carry different times
    stay two, and an entry without a time joins the earliest of them. The main type, code and source are
    those of the entry with a code from the nearest witness; committees and votes are united; every entry
    is kept in `provenance`. Official sources list the newest first; the order inside a day is the source's.
    """
    groups: dict[tuple[object, ...], list[ActionRecord]] = {}
    for entry in (_with_words(entry) for entry in _oldest_first(entries, newest_first=newest_first)):
        groups.setdefault((entry.date, _words(entry)), []).append(entry)
    merged = [action for group in groups.values() for action in _actions_of(group)]
    return tuple(sorted(merged, key=lambda action: action.date))


def merged_cosponsors(entries: Iterable[CosponsorRecord]) -> tuple[CosponsorRecord, ...]:
    """Keep each (person, date) once, in the source's order; the entry that knows of a withdrawal wins."""
    kept: dict[tuple[object, ...], CosponsorRecord] = {}
    for entry in entries:
        key = (entry.bioguide or entry.full_name, entry.date)
        if key not in kept or (entry.withdrawn_on and not kept[key].withdrawn_on):
            kept[key] = entry
    return tuple(kept.values())


def _oldest_first(entries: Sequence[ActionRecord], *, newest_first: bool) -> list[ActionRecord]:
    if entries and entries[0].date != entries[-1].date:
        # The dates know better than we which way a list runs.
        newest_first = entries[0].date > entries[-1].date
    ordered = list(reversed(entries)) if newest_first else list(entries)
    return sorted(ordered, key=lambda entry: entry.date)


def _with_words(entry: ActionRecord) -> ActionRecord:
    if entry.text and entry.provenance:
        return entry
    origin = ActionOrigin(
        entry.type, entry.code, entry.source_code, entry.source_name, entry.time, entry.text
    )
    words = entry.text or _WORDS_OF_CODE.get(entry.code, "")
    # By position: `_replace` takes three times as long, and there are a hundred thousand entries in a Congress.
    return ActionRecord(entry.date, words, *entry[2:-1], entry.provenance or (origin,))


def _words(entry: ActionRecord) -> str:
    return _words_in(entry.text) or f"code {entry.code}"


# The clerks say most things in the same words each time.
@lru_cache(maxsize=16_384)
def _words_in(text: str) -> str:
    return _NOT_WORDS.sub(" ", text.casefold()).strip()


def _actions_of(group: list[ActionRecord]) -> list[ActionRecord]:
    if len(group) == 1:
        return group
    times = sorted({entry.time for entry in group if entry.time is not None})
    if len(times) <= 1:
        return [_one_action(group, times[0] if times else None)]
    return [
        _one_action(
            [entry for entry in group if entry.time == at or (entry.time is None and at == times[0])], at
        )
        for at in times
    ]


def _one_action(group: list[ActionRecord], at: time | None) -> ActionRecord:
    main = min(group, key=lambda entry: (not entry.code, _SOURCE_ORDER.get(entry.source_code, 9)))
    return main._replace(
        time=at,
        committees=tuple(dict.fromkeys(code for entry in group for code in entry.committees)),
        recorded_votes=tuple(dict.fromkeys(vote for entry in group for vote in entry.recorded_votes)),
        calendar=next((entry.calendar for entry in group if entry.calendar), ""),
        provenance=tuple(origin for entry in group for origin in entry.provenance),
    )
