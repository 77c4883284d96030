"""From the plain data of a BILLSTATUS record or an API answer to our records, group by group."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from legislation.choices import BillId, Chamber, LawNumber, UnknownBillId, UnknownLawNumber
from legislation.sources import plain
from legislation.sources.merging import merged_actions, merged_cosponsors
from legislation.sources.records import (
    ActionRecord,
    ActivityRecord,
    CommitteeRecord,
    CosponsorRecord,
    LawRecord,
    RelatedBillRecord,
    RelationRecord,
    SponsorRecord,
    SummaryRecord,
    TextFormatRecord,
    TextVersionRecord,
    TitleRecord,
    VoteRecord,
)

Node = Mapping[str, Any]
_VERSION_CODE = re.compile(r"(?:BILLS|PLAW)-?\d+[a-z]+\d+([a-z]+\d?)\.", re.IGNORECASE)


def actions_of(nodes: Iterable[Node]) -> tuple[ActionRecord, ...]:
    """Read and merge the entries of an action list; raises plain.BadValue for an entry without a date."""
    return merged_actions([_action(node) for node in nodes])


def _action(node: Node) -> ActionRecord:
    when = plain.day(node, "actionDate")
    if when is None:
        raise plain.BadValue("actionDate", "")
    system, calendar = node.get("sourceSystem"), node.get("calendarNumber")
    votes = node.get("recordedVotes")
    return ActionRecord(
        when,
        plain.text(node, "text"),
        plain.clock(node, "actionTime") if "actionTime" in node else None,
        plain.text(node, "type"),
        plain.text(node, "actionCode"),
        *((plain.text(system, "code"), plain.text(system, "name")) if isinstance(system, dict) else ("", "")),
        _committees_of_action(node),
        votes_of(plain.items(votes)) if votes else (),
        plain.text(calendar, "calendar") if isinstance(calendar, dict) else "",
    )


def action_of_texts(when: tuple[str, str], words: str, said: tuple[str, ...]) -> ActionRecord:
    """Make an action of texts: day and time; words; type, code, source's code and name, committee, calendar.

    Raises plain.BadValue.
    """
    node = {"actionDate": when[0], "actionTime": when[1]}
    day = plain.day(node, "actionDate")
    if day is None:
        raise plain.BadValue("actionDate", "")
    kind, code, source_code, source_name, committee, calendar = (each.strip() for each in said)
    at, committees = plain.clock(node, "actionTime"), (committee,) if committee else ()
    return ActionRecord(
        day, words.strip(), at, kind, code, source_code, source_name, committees, (), calendar
    )


def _committees_of_action(node: Node) -> tuple[str, ...]:
    if "committees" not in node and "committee" not in node:
        return ()
    listed = [*plain.items(node.get("committees")), *plain.items(node.get("committee"))]
    return tuple(code for code in (plain.text(each, "systemCode") for each in listed) if code)


def votes_of(nodes: Iterable[Node]) -> tuple[VoteRecord, ...]:
    """Read recorded votes; an entry without a chamber or a roll number is no vote and is left out."""
    found = (_vote(node) for node in nodes)
    return tuple(dict.fromkeys(vote for vote in found if vote is not None))


def _vote(node: Node) -> VoteRecord | None:
    chamber, roll_number = plain.chamber(node, "chamber"), plain.whole(node, "rollNumber")
    if chamber is None or roll_number is None:
        return None
    return VoteRecord(
        chamber=chamber,
        congress=plain.whole(node, "congress") or 0,
        session=plain.whole(node, "sessionNumber") or 0,
        roll_number=roll_number,
        held_at=plain.moment(node, "date"),
        url=plain.text(node, "url"),
        question=plain.text(node, "fullActionName"),
    )


_PERSON_KEYS = ("bioguideId", "fullName", "firstName", "middleName", "lastName", "party", "state", "district")
Person = tuple[str, str, str, str, str, str, str, int | None]
Term = tuple[dt.date | None, bool, dt.date | None]


def _person(node: Node) -> Person:
    """Return the first fields of a sponsor or cosponsor."""
    given = tuple(map(node.get, _PERSON_KEYS))
    try:
        return person_of_texts(given)
    except TypeError:
        # A value that is no plain one cannot be remembered.
        return person_of_texts.__wrapped__(given)


# A Congress has some 550 members, who stand in its lists two hundred thousand times.
@lru_cache(maxsize=4096)
def person_of_texts(given: tuple[Any, ...]) -> Person:
    """Read the first fields of a sponsor or cosponsor, given in this order; raises plain.BadValue for the district."""
    node = dict(zip(_PERSON_KEYS, given, strict=True))
    return (
        plain.text(node, "bioguideId"),
        plain.name(node, "fullName"),
        plain.name(node, "firstName"),
        plain.name(node, "middleName"),
        plain.name(node, "lastName"),
        plain.text(node, "party"),
        plain.text(node, "state"),
        plain.whole(node, "district"),
    )


def sponsor_of(nodes: Iterable[Node]) -> SponsorRecord | None:
    """Read the sponsor, the first of the list; None for a number reserved without one."""
    for node in nodes:
        by_request = plain.truth(node, "isByRequest") or bool(plain.text(node, "byRequestType"))
        return SponsorRecord(*_person(node), by_request)
    return None


def cosponsors_of(nodes: Iterable[Node]) -> tuple[CosponsorRecord, ...]:
    """Read every cosponsorship, withdrawn ones with their date."""
    return merged_cosponsors(
        [
            CosponsorRecord(
                *_person(node), *term_of_texts(tuple(plain.text(node, key) for key in _TERM_KEYS))
            )
            for node in nodes
        ]
    )


_TERM_KEYS = ("sponsorshipDate", "isOriginalCosponsor", "sponsorshipWithdrawnDate")


@lru_cache(maxsize=4096)
def term_of_texts(given: tuple[str, ...]) -> Term:
    """Read the last fields of a cosponsor: since when, whether from the beginning, until when."""
    node = dict(zip(_TERM_KEYS, given, strict=True))
    when, original, withdrawn = _TERM_KEYS
    return plain.day(node, when), plain.truth(node, original), plain.day(node, withdrawn)


def committees_of(nodes: Iterable[Node]) -> tuple[CommitteeRecord, ...]:
    """Read committees with their activities and subcommittees; the list is empty where there is none."""
    return tuple(_committee(node, None) for node in nodes)


def _committee(node: Node, parents: Chamber | None) -> CommitteeRecord:
    chamber = plain.chamber(node, "chamber") or parents
    parts = node.get("subcommittees")
    return CommitteeRecord(
        plain.text(node, "systemCode").lower(),
        plain.text(node, "name"),
        chamber,
        plain.text(node, "type"),
        tuple(
            [
                ActivityRecord(plain.text(each, "name"), plain.moment(each, "date"))
                for each in plain.items(node.get("activities"))
            ]
        ),
        tuple([_committee(each, chamber) for each in plain.items(parts)]) if parts else (),
    )


def subjects_of(nodes: Iterable[Node]) -> tuple[str, ...]:
    """Read the legislative subjects' names, each once."""
    return tuple(dict.fromkeys(name for name in (plain.text(node, "name") for node in nodes) if name))


def titles_of(nodes: Iterable[Node]) -> tuple[TitleRecord, ...]:
    """Read the titles, each once."""
    return tuple(
        dict.fromkeys(
            [
                TitleRecord(
                    plain.text(node, "title"),
                    plain.text(node, "titleType"),
                    plain.chamber(node, "chamberCode", "chamberName"),
                    plain.text(node, "billTextVersionCode"),
                )
                for node in nodes
                if plain.text(node, "title")
            ]
        )
    )


def summaries_of(nodes: Iterable[Node]) -> tuple[SummaryRecord, ...]:
    """Read the summaries, their text as delivered (HTML)."""
    return tuple(
        SummaryRecord(
            version_code=plain.text(node, "versionCode"),
            action_date=plain.day(node, "actionDate"),
            action_desc=plain.text(node, "actionDesc", "name"),
            text=plain.text(node, "text", "cdata"),
            updated_at=plain.moment(node, "updateDate", "lastSummaryUpdateDate"),
        )
        for node in nodes
    )


def text_versions_of(nodes: Iterable[Node]) -> tuple[TextVersionRecord, ...]:
    """Read the published versions; a placeholder without a file is kept, without formats."""
    return tuple(_text_version(node) for node in nodes)


def _text_version(node: Node) -> TextVersionRecord:
    formats = tuple(
        TextFormatRecord(plain.text(each, "type"), plain.text(each, "url"))
        for each in plain.items(node.get("formats"))
        if plain.text(each, "url")
    )
    codes = (_VERSION_CODE.search(each.url) for each in formats)
    return TextVersionRecord(
        type=plain.text(node, "type"),
        date=plain.day(node, "date"),
        code=next((found[1].lower() for found in codes if found), ""),
        formats=formats,
    )


def related_of(nodes: Iterable[Node]) -> tuple[RelatedBillRecord, ...]:
    """Read the related bills; entries that name no bill (an amendment, a nomination) are left out."""
    found: dict[BillId, RelatedBillRecord] = {}
    for node in nodes:
        try:
            bill = BillId.of(
                plain.text(node, "congress"), plain.text(node, "type"), plain.text(node, "number")
            )
        except UnknownBillId:
            continue
        relations = [
            RelationRecord(plain.text(each, "type"), plain.text(each, "identifiedBy"))
            for each in plain.items(node.get("relationshipDetails"))
        ]
        known = found[bill].relations if bill in found else ()
        found[bill] = RelatedBillRecord(
            id=bill,
            title=plain.text(node, "title", "latestTitle"),
            relations=tuple(dict.fromkeys([*known, *relations])),
        )
    return tuple(found.values())


def laws_of(nodes: Iterable[Node]) -> tuple[LawRecord, ...]:
    """Read the laws a bill became, public or private; raises plain.BadValue for a number of another form."""
    laws = []
    for node in nodes:
        number = plain.text(node, "number")
        try:
            laws.append(LawRecord(type=plain.text(node, "type"), number=LawNumber.parse(number)))
        except UnknownLawNumber as error:
            raise plain.BadValue("laws/number", number) from error
    return tuple(dict.fromkeys(laws))
