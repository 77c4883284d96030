"""Keeping the texts of bills: from files handed in, whatever their kind."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from legislation.models import BillText, TextVersion
from legislation.services.search_documents import refresh
from legislation.services.sync_bill import Outcome
from legislation.sources import bill_texts
from legislation.sources.archives import Found, UnreadablePath
from legislation.sources.bill_text_files import read_text_files
from legislation.sources.bill_text_shape import UnreadableBillText
from legislation.text_parts import SECTION, as_plain, count_words, digest_of, units


@dataclass(frozen=True)
class TextResult:
    """What became of one file: an outcome, or the reason it failed."""

    name: str
    outcome: Outcome | None
    reason: str = ""


@dataclass
class TextTally:
    """How many files were read, and what became of their texts; `seconds` is wall time."""

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    failed: int = 0
    seconds: float = 0.0

    def add(self, result: TextResult) -> None:
        """Count one file."""
        self.read += 1
        key = result.outcome.value if result.outcome else "failed"
        setattr(self, key, getattr(self, key) + 1)

    def as_dict(self) -> dict[str, Any]:
        """Return the counts as plain JSON values."""
        return asdict(self) | {"seconds": round(self.seconds, 2)}


def import_bill_texts(
    *, paths: Sequence[str | Path], tell: Callable[[TextResult], None] = lambda _result: None
) -> TextTally:
    """Keep every bill text under `paths` (files, folders, archives of XML) and count what came of it.

    `tell` hears of each file as it is done. A file that cannot be read is counted as failed, the rest is kept.
    """
    started, tally = time.monotonic(), TextTally()
    for found in read_text_files(paths):
        result = _import_one(found)
        tally.add(result)
        tell(result)
    tally.seconds = time.monotonic() - started
    return tally


def _import_one(found: Found) -> TextResult:
    name, content = found
    if isinstance(content, UnreadablePath):
        return TextResult(name, None, content.reason)
    try:
        record = bill_texts.read(content, name)
    except UnreadableBillText as error:
        return TextResult(name, None, error.reason)
    outcome = keep_text(
        record=record, origin=BillText.Origin.FILE, file_name=Path(name).name, now=timezone.now()
    )
    return TextResult(name, outcome)


@transaction.atomic
def keep_text(
    *,
    record: bill_texts.BillTextRecord,
    origin: BillText.Origin,
    now: datetime,
    file_name: str = "",
    source_url: str = "",
) -> Outcome:
    """Keep one version's text. The same words again change nothing; a file never replaces what govinfo gave."""
    measure, digest = str(record.bill), digest_of(record.parts)
    here = BillText.objects.select_for_update().listed().filter(measure=measure, code=record.code).first()
    is_file = origin == BillText.Origin.FILE
    if here is not None and (here.digest == digest or (is_file and here.origin == BillText.Origin.GOVINFO)):
        return Outcome.UNCHANGED
    alone = list(units(record.parts))
    BillText.objects.update_or_create(
        measure=measure,
        code=record.code,
        defaults={
            "title": record.title,
            "published_on": _published(measure, record),
            "origin": origin,
            "source_url": source_url,
            "file_name": file_name[:120],
            "as_of": now,
            "digest": digest,
            "words": sum(count_words(unit.part.text) for unit in alone),
            "sections": sum(1 for unit in alone if unit.part.level == SECTION),
            "content": as_plain(record.parts),
        },
    )
    refresh([measure])
    return Outcome.CREATED if here is None else Outcome.UPDATED


def _published(measure: str, record: bill_texts.BillTextRecord) -> Any:
    """The day of a version as the bill's own list has it, else the newest day its front names."""
    listed = TextVersion.objects.filter(bill_id=measure, code=record.code, published_on__isnull=False)
    return listed.values_list("published_on", flat=True).first() or record.published_on
