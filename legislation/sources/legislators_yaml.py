"""The YAML set of unitedstates/congress-legislators: members, committees and their seats.

Unknown keys are passed over and optional ones may be missing: the set gains fields from time to time.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import yaml

from legislation.choices import Chamber, Source
from legislation.sources import district_offices
from legislation.sources.roster_records import (
    MemberRecord,
    OfficeRecord,
    Roster,
    RosterCommittee,
    SeatRecord,
    TermRecord,
)

MEMBERS_FILE = "legislators-current.yaml"
COMMITTEES_FILE = "committees-current.yaml"
SEATS_FILE = "committee-membership-current.yaml"
# Kept by hand, in a file of its own that a set may lack.
OFFICES_FILE = "legislators-district-offices.yaml"
_CHAMBERS = {"rep": Chamber.HOUSE, "sen": Chamber.SENATE, "house": Chamber.HOUSE, "senate": Chamber.SENATE}
# The C loader reads the set in a second instead of ten; pure Python is the same where it is missing.
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Row = TypeVar("Row")


class UnreadableRoster(Exception):  # noqa: N818 - named for what is wrong
    """A file of the set that cannot be read; the message names the file and, where known, the row."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file}: {reason}")


def read_folder(folder: Path, as_of: dt.date | None = None) -> Roster:
    """Read the three files of the set from `folder`, and the one of district offices where it is there.

    `as_of` is the day the set stands for; without it, the day its newest file was last changed.
    Raises UnreadableRoster when a file is missing, is no YAML, or a row lacks what every row needs.
    """
    if not folder.is_dir():
        raise UnreadableRoster(str(folder), "there is no such folder")
    paths = [folder / name for name in (MEMBERS_FILE, COMMITTEES_FILE, SEATS_FILE)]
    members, committees, seats = (_read(path) for path in paths)
    newest = max(path.stat().st_mtime for path in paths)
    return Roster(
        as_of=as_of or dt.datetime.fromtimestamp(newest, tz=dt.UTC).date(),
        source=Source.LEGISLATORS,
        members=tuple(_rows(MEMBERS_FILE, members, _member)),
        committees=tuple(_committees(committees)),
        seats=tuple(_seats(seats)),
        offices=read_offices(folder / OFFICES_FILE),
    )


def _read(path: Path) -> Any:
    try:
        with path.open("rb") as stream:
            found = yaml.load(stream, Loader=_Loader)  # noqa: S506 - a safe loader, in C where there is one
    except FileNotFoundError as error:
        raise UnreadableRoster(path.name, f"is missing from {path.parent}") from error
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableRoster(path.name, f"cannot be read ({error})") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}" if mark else "unknown line"
        raise UnreadableRoster(path.name, f"is no YAML ({where})") from error
    # No seats yet ({}) is how a Congress begins; no members or no committees is a broken file.
    if found is None or found == []:
        raise UnreadableRoster(path.name, "is empty")
    return found


def _rows(file: str, nodes: Any, read: Callable[[Mapping[str, Any]], Row]) -> Iterator[Row]:
    if not isinstance(nodes, list):
        raise UnreadableRoster(file, "is no list of rows")
    for number, node in enumerate(nodes, start=1):
        try:
            yield read(node)
        except KeyError as error:
            raise UnreadableRoster(file, f"row {number}{_called(node)} has no {error.args[0]!r}") from error
        except (TypeError, ValueError, AttributeError) as error:
            raise UnreadableRoster(file, f"row {number}{_called(node)}: {error}") from error


def _called(node: Any) -> str:
    """Name a row by its bioguide id, its code or its name, whichever it has."""
    if not isinstance(node, Mapping):
        return ""
    identity = node.get("id")
    found = (
        (identity.get("bioguide") if isinstance(identity, Mapping) else None)
        or node.get("bioguide")
        or node.get("thomas_id")
        or node.get("name")
    )
    return f" ({found})" if found else ""


def _text(node: Mapping[str, Any], key: str) -> str:
    return str(node.get(key) or "").strip()


def _day(value: Any) -> dt.date:
    # Quoted in the set today; YAML reads an unquoted date as a date.
    return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))


def _member(node: Mapping[str, Any]) -> MemberRecord:
    name = node["name"]
    terms = [_term(term) for term in node["terms"]]
    if not terms:
        raise ValueError("no term")
    return MemberRecord(
        bioguide=str(node["id"]["bioguide"]),
        first_name=str(name["first"]),
        last_name=str(name["last"]),
        middle_name=_text(name, "middle"),
        suffix=_text(name, "suffix"),
        nickname=_text(name, "nickname"),
        official_name=_text(name, "official_full"),
        terms=tuple(sorted(terms, key=lambda term: term.starts_on)),
    )


def _term(node: Mapping[str, Any]) -> TermRecord:
    kind = str(node["type"])
    if kind not in ("rep", "sen"):
        raise ValueError(f"a term of type {kind!r}, neither rep nor sen")
    return TermRecord(
        chamber=_CHAMBERS[kind],
        state=str(node["state"]),
        # Three members of the 19th and early 20th centuries have no party in the set.
        party=_text(node, "party"),
        starts_on=_day(node["start"]),
        ends_on=_day(node["end"]),
        district=int(node["district"]) if kind == "rep" else None,
        senate_class=int(node["class"]) if kind == "sen" else None,
        caucus=_text(node, "caucus"),
        phone=_text(node, "phone"),
        address=_text(node, "address"),
        website=_text(node, "url"),
    )


def _committees(nodes: Any) -> Iterator[RosterCommittee]:
    for found in _rows(COMMITTEES_FILE, nodes, _with_subcommittees):
        yield from found


def _with_subcommittees(node: Mapping[str, Any]) -> list[RosterCommittee]:
    code = f"{node['thomas_id']}00".lower()
    chamber = _CHAMBERS.get(_text(node, "type"))
    whole = RosterCommittee(
        code=code,
        name=str(node["name"]),
        chamber=chamber,
        website=_text(node, "url"),
        jurisdiction=_text(node, "jurisdiction"),
    )
    parts = [
        RosterCommittee(
            code=f"{node['thomas_id']}{part['thomas_id']}".lower(),
            name=str(part["name"]),
            chamber=chamber,
            parent=code,
            website=_text(part, "url"),
        )
        for part in node.get("subcommittees") or ()
    ]
    return [whole, *parts]


def _seats(nodes: Any) -> Iterator[SeatRecord]:
    if not isinstance(nodes, Mapping):
        raise UnreadableRoster(SEATS_FILE, "is no list of committees")
    for code, rows in nodes.items():
        system_code = str(code).lower() if len(str(code)) > len("HSFA") else f"{str(code).lower()}00"
        label = f"{SEATS_FILE}, {code}"
        yield from _rows(label, rows, partial(_seat, code=system_code))


def _seat(node: Mapping[str, Any], code: str) -> SeatRecord:
    return SeatRecord(
        bioguide=str(node["bioguide"]),
        committee=code,
        side=str(node["party"]),
        rank=int(node["rank"]),
        title=_text(node, "title"),
    )


def read_offices(path: Path) -> tuple[OfficeRecord, ...] | None:
    """Read the file of district offices; None where a set comes without it. Raises UnreadableRoster."""
    if not path.is_file():
        return None
    found = _rows(OFFICES_FILE, _read(path), district_offices.offices_of)
    return tuple(office for offices in found for office in offices)
