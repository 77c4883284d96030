"""The forms in which bills lie on disk: how the files of each are found, and how one of them is read."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Protocol

from legislation.sources import bills_json, billstatus
from legislation.sources.archives import Found, Told, read_paths
from legislation.sources.bill_json_files import read_json_paths
from legislation.sources.records import BillRecord


class _Find(Protocol):
    def __call__(self, paths: Iterable[str | Path], told: Told = ...) -> Iterator[Found]: ...


@dataclass(frozen=True)
class BillFormat:
    """A form of bills; `read` takes content, name and digest, and raises an UnreadableBill."""

    name: str
    find: _Find
    read: Callable[[bytes, str, str], BillRecord]


BILLSTATUS = BillFormat("billstatus", read_paths, billstatus.parse)
BILLS_JSON = BillFormat("bills_json", read_json_paths, bills_json.parse)
FORMATS = {each.name: each for each in (BILLSTATUS, BILLS_JSON)}


def file_digest(data: bytes) -> str:
    """Return a digest of a file and of what reads it: equal, it would be read as the same record."""
    digest = _readers_digest().copy()
    digest.update(data)
    return digest.hexdigest()


@cache
def _readers_digest() -> hashlib._Hash:
    """The state of a digest that has seen what reads the files."""
    readers = sorted(Path(__file__).parent.glob("*.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in readers))
