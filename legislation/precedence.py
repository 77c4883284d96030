"""Which of two copies of a group of facts is kept (P9: an older copy never overwrites a newer one). Pure."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum


class Verdict(Enum):
    WRITE = "write it"
    CONFIRM = "the same facts, seen again"
    KEEP_NEWER = "the copy here is newer"
    KEEP_WHOLE = "the copy here is whole, the newer one is not"


@dataclass(frozen=True)
class Copy:
    """One copy of a group: the source's own time for it, a digest of its content, whether it is whole."""

    updated_at: dt.datetime
    digest: str
    is_complete: bool


def verdict(stored: Copy | None, offered: Copy) -> Verdict:
    """Decide what becomes of `offered`, given what is `stored`.

    A copy of the same time with other content is written: the sources change lists without a new time.
    """
    if stored is None:
        return Verdict.WRITE
    if offered.updated_at < stored.updated_at:
        return Verdict.KEEP_NEWER
    if offered.digest == stored.digest:
        return Verdict.CONFIRM
    if stored.is_complete and not offered.is_complete:
        return Verdict.KEEP_WHOLE
    return Verdict.WRITE
