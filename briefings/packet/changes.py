"""What changed between a packet as it was made and as it would be printed today, in sentences. Pure.

Both sides are facts as the manifest keeps them (packet/manifest.py): a fact is known again by its key, which names its
place without numbers. That a source was read again is no change; that it says something else is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from briefings.packet.wording import joined

Row = Mapping[str, Any]
_AS_OF = re.compile(r",? as of [A-Z][a-z]{2}\s\d{1,2},\s\d{4}")
_NUMBER = re.compile(r"\d[\d,]*")
_PARTY = re.compile(r"^(Republicans|Democrats|Independents|[^:(]{1,30}) \(\d+\): ")
# Remarks under a table say something about a figure that is compared itself.
_NOT_COMPARED = ("/notes/",)
LONGEST = 160


@dataclass(frozen=True)
class Change:
    """One change: under which heading, what changed in a sentence, and who says so as of when."""

    section: str
    sentence: str
    source: str = ""
    as_of: date | None = None
    url: str = ""


def changes(before: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return what changed from one manifest's content to another's, each sentence once, decisions first.

    `before` and `now` are `content_of` a packet, or a stored manifest of the same shape.
    """
    found = [*_decisions(before, now), *_sections(before, now), *_facts(before, now)]
    told: dict[str, Change] = {}
    for one in found:
        told.setdefault(one.sentence, one)
    return tuple(told.values())


def _decisions(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Change]:
    known = before.get("decisions", {})
    for number, state in now.get("decisions_since", now.get("decisions", {})).items():
        if number in known and known[number] != state:
            words = {"in force": "is in force again", "restricted": "was restricted"}.get(
                state, f"was {state}"
            )
            yield Change("Decisions", f"Decision {number} {words}.")


def _sections(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Change]:
    old, new = before.get("sections", {}), now.get("sections", {})
    for anchor, heading in new.items():
        if anchor not in old:
            yield Change(heading, f"{_end(heading)} is in it now.")
    for anchor, heading in old.items():
        if anchor not in new:
            yield Change(heading, f"{_end(heading)} is no longer in it.")


def _end(heading: str) -> str:
    return f"“{heading}”"


def _facts(before: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[Change]:
    """Compare place by place; what stands in a section that came or went is told by the section alone."""
    gone = _anchors(before) ^ _anchors(now)
    old, new = _by_key(before, gone), _by_key(now, gone)
    for key in dict.fromkeys((*old, *new)):
        yield from _at(key, old.get(key, []), new.get(key, []))


def _anchors(content: Mapping[str, Any]) -> set[str]:
    return set(content.get("sections", {}))


def _by_key(content: Mapping[str, Any], gone: set[str]) -> dict[str, list[Row]]:
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in content.get("facts", ()):
        key = row.get("key", "")
        if key and key.partition("/")[0] not in gone and not any(part in f"/{key}" for part in _NOT_COMPARED):
            found[key].append(row)
    return found


def _at(key: str, old: Sequence[Row], new: Sequence[Row]) -> Iterator[Change]:
    before, after = Counter(_plain(one) for one in old), Counter(_plain(one) for one in new)
    left = [one for one in old if _plain(one) in before - after]
    came = [one for one in new if _plain(one) in after - before]
    if not left and not came:
        return
    if key.startswith("asks/") and key.endswith("/text") and not (left and came):
        yield from (_change(one, f"Ask added: “{one['text']}”.") for one in came)
        yield from (_change(one, f"Ask no longer in it: “{one['text']}”.") for one in left)
    elif key.startswith("asks/") and _is_new_item(key, old, new):
        return
    else:
        yield from _told(key, left, came)


def _is_new_item(key: str, old: Sequence[Row], new: Sequence[Row]) -> bool:
    """What stands beside an ask that came or went is told with the ask."""
    return key.count("/") > 1 and (not old or not new)


def _told(key: str, left: Sequence[Row], came: Sequence[Row]) -> Iterator[Change]:
    if len(left) == 1 and len(came) == 1:
        yield _change(came[0], _changed(key, left[0], came[0]))
        return
    if key.endswith("/groups"):
        yield from _groups(left, came)
        return
    yield from (_change(one, f"{_subject(one)}{_added(one)}") for one in came)
    yield from (_change(one, f"{_subject(one)}no longer said: {_short(one['text'])}.") for one in left)


def _changed(key: str, old: Row, new: Row) -> str:
    if key.endswith("cosponsors/count"):
        counted = _counted(old["text"], new["text"])
        if counted:
            return f"{_subject(new)}{counted}."
    if new.get("column"):
        where = f"{new['item']}, {new['column']}"
        return f"{where}: {_short(new['text'])} instead of {_short(old['text'])} ($ in millions)."
    if key.endswith("/groups"):
        return next((one.sentence for one in _groups([old], [new])), f"{_subject(new)}{_short(new['text'])}.")
    return f"{_subject(new)}now “{_short(_plain(new))}”, before “{_short(_plain(old))}”."


def _counted(old: str, new: str) -> str:
    """Return "2 cosponsors more (23 to 25)", or nothing where there is no number to compare."""
    was, now = _NUMBER.search(old), _NUMBER.search(new)
    if old.startswith("No "):
        was = None
    before = 0 if old.startswith("No ") else int(was[0].replace(",", "")) if was else None
    after = 0 if new.startswith("No ") else int(now[0].replace(",", "")) if now else None
    if before is None or after is None or before == after:
        return ""
    many = abs(after - before)
    word = "cosponsor" if many == 1 else "cosponsors"
    return f"{many} {word} {'more' if after > before else 'fewer'} ({before} to {after})"


def _groups(left: Sequence[Row], came: Sequence[Row]) -> Iterator[Change]:
    """Name who is new on a list of cosponsors and who left it, party by party in the same words (P1)."""
    old, new = _names(left), _names(came)
    for party in dict.fromkeys((*old, *new)):
        row = next(one for one in (*came, *left) if one["text"].startswith(party))
        added = [name for name in new.get(party, ()) if name not in old.get(party, ())]
        gone = [name for name in old.get(party, ()) if name not in new.get(party, ())]
        if added:
            yield _change(row, f"{_subject(row)}new among {party}: {joined(added)}.")
        if gone:
            yield _change(row, f"{_subject(row)}no longer among {party}: {joined(gone)}.")


def _names(rows: Sequence[Row]) -> dict[str, list[str]]:
    found = {}
    for row in rows:
        head = _PARTY.match(row["text"])
        if head:
            found[head[1]] = [name for name in row["text"][head.end() :].split(", ") if name]
    return found


def _added(row: Row) -> str:
    if row.get("column"):
        return f"{row['column']} added, {_short(row['text'])} ($ in millions)."
    return f"new: {_short(row['text'])}."


def _subject(row: Row) -> str:
    return f"{row['item']}: " if row.get("item") else ""


def _change(row: Row, sentence: str) -> Change:
    return Change(
        row["section"], sentence, row["source"], date.fromisoformat(row["as_of"]), row.get("url", "")
    )


def _plain(row: Row) -> str:
    """The words without the day of the source, which moves with every reading."""
    return _AS_OF.sub("", row["text"])


def _short(text: str) -> str:
    words = text.rstrip(".")
    return words if len(words) <= LONGEST else f"{words[:LONGEST].rpartition(' ')[0]} …"
