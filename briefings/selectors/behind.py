"""What stands behind the rows of ours that a packet prints: for the gate and the manifest, never for print (P5)."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from appropriations.models import SlateClearance, SlateItem
from briefings.models import Packet
from common.clearing import cleared_keys
from common.guard import key_of
from decisions.models import Decision
from priorities.choices import AskKind
from priorities.models import Ask, Message, Position
from priorities.position_rules import needs_reason
from priorities.selectors.consulted import consulted_words
from priorities.selectors.positions import cuts_by_bill


@dataclass(frozen=True)
class Behind:
    """One row of ours, by the name a printed fact gives it ("ask:12").

    `decision` is the number it rests on; `expired` says since when it no longer holds; `consulted` whether survivors
    or workers were heard on its proposal or on a priority it serves (P4); `lacks_reason` that it supports a bill that
    pays by cutting another cause, and nobody wrote down why (P2); `cleared` are the keys of the words in it that a
    named person cleared.
    """

    about: str
    decision: str = ""
    in_force: bool = True
    is_public: bool = True
    consulted: bool = True
    expired: str = ""
    is_request: bool = False
    corrected_by: str = ""
    lacks_reason: bool = False
    cleared: frozenset[str] = frozenset()


def rows_behind(names: Iterable[str], on: date) -> dict[str, Behind]:
    """Return what stands behind some rows on a day, by name; a name without an entry is not known here.

    A few queries for each kind of row, however many there are.
    """
    keys: defaultdict[str, set[str]] = defaultdict(set)
    for name in names:
        kind, _, key = name.partition(":")
        keys[kind].add(key)
    found: dict[str, Behind] = {}
    for kind, read in _READERS.items():
        if keys[kind]:
            found |= {one.about: one for one in read(keys[kind], on)}
    return found


def _asks(keys: Collection[str], on: date) -> list[Behind]:
    rows = list(Ask.objects.filter(pk__in=_numbers(keys)).select_related(*_DECIDED))
    holding = set(
        Ask.objects.filter(pk__in=[row.pk for row in rows]).in_force(on).values_list("pk", flat=True)
    )
    consulted, cleared = consulted_words(rows), cleared_keys(rows)
    return [
        replace(
            _decided(f"ask:{row.pk}", row.decision),
            consulted=bool(consulted[Ask, row.pk]),
            expired="" if row.pk in holding else _since(row.expires_on),
            is_request=row.kind != AskKind.INFORM,
            cleared=cleared[str(row.pk)],
        )
        for row in rows
    ]


def _positions(keys: Collection[str], on: date) -> list[Behind]:
    rows = list(Position.objects.filter(pk__in=_numbers(keys)).select_related(*_DECIDED))
    known = [row.pk for row in rows]
    holding = set(Position.objects.filter(pk__in=known).in_force(on).values_list("pk", flat=True))
    consulted, cleared = consulted_words(rows), cleared_keys(rows)
    cuts = cuts_by_bill([row.bill_id for row in rows])
    made = []
    for row in rows:
        told = _decided(f"position:{row.pk}", row.decision)
        made.append(
            replace(
                told,
                is_public=told.is_public and row.is_public,
                consulted=bool(consulted[Position, row.pk]),
                expired="" if row.pk in holding else _since(row.ends_on),
                lacks_reason=needs_reason(row.stance, cuts.get(row.bill_id, ())) and not row.despite,
                cleared=cleared[str(row.pk)],
            )
        )
    return made


def _decisions(keys: Collection[str], _on: date) -> list[Behind]:
    rows = Decision.objects.filter(number__in=keys).select_related("corrected_by")
    return [_decided(f"decision:{row.number}", row) for row in rows]


def _messages(keys: Collection[str], _on: date) -> list[Behind]:
    """A message goes out once somebody cleared it as it reads; it may rest on no decision at all."""
    rows = list(Message.objects.for_packets().filter(pk__in=_numbers(keys)).select_related(*_DECIDED[:1]))
    cleared = cleared_keys(rows)
    made = []
    for row in rows:
        name = f"message:{row.pk}"
        told = _decided(name, row.decision) if row.decision else Behind(name)
        made.append(replace(told, cleared=cleared[str(row.pk)]))
    return made


def _requests(keys: Collection[str], _on: date) -> list[Behind]:
    """A request of an adopted slate, with what was cleared in its words before it was put to the organizations."""
    rows = SlateItem.objects.filter(pk__in=_numbers(keys)).select_related("slate__decision__corrected_by")
    found = list(rows)
    slates = {row.slate_id for row in found}
    cleared: defaultdict[tuple[int, object], set[str]] = defaultdict(set)
    for one in SlateClearance.objects.filter(slate__in=slates):
        cleared[one.slate_id, one.line_id].add(key_of(one.rule, one.phrase, one.sentence))
    return [
        replace(
            _decided(f"request:{row.pk}", row.slate.decision),
            is_request=True,
            cleared=frozenset(cleared[row.slate_id, row.line_id]),
        )
        for row in found
    ]


def _packets(keys: Collection[str], _on: date) -> list[Behind]:
    """What was cleared in the words that staff wrote for one packet."""
    rows = list(Packet.objects.filter(pk__in=filter(_is_uuid, keys)).only("pk"))
    cleared: Mapping[str, frozenset[str]] = cleared_keys(rows)
    return [Behind(f"packet:{row.pk}", cleared=cleared[str(row.pk)]) for row in rows]


_DECIDED = ("decision__corrected_by", "bill__congress")
_READERS: dict[str, Callable[[Collection[str], date], list[Behind]]] = {
    "ask": _asks,
    "position": _positions,
    "decision": _decisions,
    "message": _messages,
    "request": _requests,
    "packet": _packets,
}


def _numbers(keys: Iterable[str]) -> list[int]:
    return [int(key) for key in keys if key.isdecimal()]


def _is_uuid(key: str) -> bool:
    try:
        uuid.UUID(key)
    except ValueError:
        return False
    return True


def _since(day: date | None) -> str:
    return f"it ended on {day:%B} {day.day}, {day.year}" if day else "it is no longer in force"


def _decided(name: str, decision: Decision | None) -> Behind:
    if decision is None:
        return Behind(name, in_force=False, is_public=False)
    corrected = decision.corrected_by.number if hasattr(decision, "corrected_by") else ""
    return Behind(
        name,
        decision=decision.number,
        in_force=decision.outcome == Decision.Outcome.ADOPTED and not corrected,
        is_public=decision.is_public,
        corrected_by=corrected,
    )
