"""The published site of unitedstates/congress-legislators: the YAML set, whole or not at all.

https://unitedstates.github.io/congress-legislators/ has each file under its name, with ETag and Last-Modified.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self

from common.http import Fetched, Gate, HttpClient, NotFound, Policy
from legislation.sources.errors import told_as_source_error
from legislation.sources.legislators_yaml import COMMITTEES_FILE, MEMBERS_FILE, OFFICES_FILE, SEATS_FILE

DEFAULT_URL = "https://unitedstates.github.io/congress-legislators"
SERVICE = "congress-legislators"
REQUIRED = (MEMBERS_FILE, COMMITTEES_FILE, SEATS_FILE)
# Kept by hand beside the others: a set without it is still whole.
OPTIONAL = (OFFICES_FILE,)
# The largest file is about 1.2 MB; one many times larger is not this set.
_MOST_BYTES = 12 * 1024 * 1024


@dataclass(frozen=True)
class Version:
    """What the server named a version of a file by."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True)
class PublishedSet:
    """Every file of the set as bytes with its version, and the day the newest of them was published."""

    files: Mapping[str, Fetched]
    published_on: date


@dataclass
class PublishedRoster:
    """The set at `base_url`; use it as a context manager."""

    base_url: str = DEFAULT_URL
    policy: Policy | None = None
    gate: Gate | None = None

    def __post_init__(self) -> None:
        policy = self.policy or Policy(max_bytes=_MOST_BYTES)
        self._http = HttpClient(SERVICE, self.base_url, {"Accept": "text/yaml, */*"}, policy, self.gate)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def newer_than(self, known: Mapping[str, Version]) -> PublishedSet | None:
        """Fetch the set, or return None when no file differs from the versions `known` by file name.

        When one has changed all are fetched, so that they belong together. Raises a SourceError, after which
        nothing of the set was used.
        """
        with told_as_source_error(
            "the published list of legislators does not let us in",
            "the published list of legislators has no such file: its address may have changed",
        ):
            found = {name: self._ask(name, known.get(name, Version())) for name in (*REQUIRED, *OPTIONAL)}
            if all(one is None or one is _SAME for one in found.values()):
                return None
            whole = {name: self._ask(name, Version()) if one is _SAME else one for name, one in found.items()}
        files = {name: one for name, one in whole.items() if one is not None}
        return PublishedSet(files, _newest(files.values()))

    def _ask(self, name: str, version: Version) -> Fetched | None:
        """Return the file, _SAME when it is the version named, None for an optional one that is not there."""
        try:
            found = self._http.get_if_changed(name, etag=version.etag, last_modified=version.last_modified)
        except NotFound:
            if name in OPTIONAL:
                return None
            raise
        return found or _SAME


_SAME = Fetched(b"")


def _newest(files: Iterable[Fetched]) -> date:
    known = [on for on in (_day(one.last_modified) for one in files) if on is not None]
    return max(known, default=datetime.now(UTC).date())


def _day(text: str) -> date | None:
    try:
        return parsedate_to_datetime(text).date() if text else None
    except ValueError:
        return None
