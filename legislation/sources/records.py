"""The records every source of bills returns: unchangeable, free of the database, the same for all sources.

A group of facts that a source did not deliver is None (unknown); an empty tuple says "none". What comes by the
hundred thousand is a named tuple: made three times as fast as a frozen data class.
"""

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from legislation.choices import BillId, Chamber, FactGroup, LawNumber, Source


class SponsorRecord(NamedTuple):
    """A legislator as a source names one; `party` and `full_name` are the source's own words."""

    bioguide: str
    full_name: str
    first_name: str = ""
    middle_name: str = ""
    last_name: str = ""
    party: str = ""
    state: str = ""
    district: int | None = None
    by_request: bool = False


class CosponsorRecord(NamedTuple):
    """One cosponsorship; a person who withdrew and came back has two, told apart by `date`."""

    bioguide: str
    full_name: str
    first_name: str = ""
    middle_name: str = ""
    last_name: str = ""
    party: str = ""
    state: str = ""
    district: int | None = None
    date: dt.date | None = None
    is_original: bool = False
    withdrawn_on: dt.date | None = None


# A legislator as any record names one: both begin with the same fields.
PersonRecord = SponsorRecord | CosponsorRecord


class VoteRecord(NamedTuple):
    """A recorded vote; `question` is what the oldest form calls it, where it stands beside the actions."""

    chamber: Chamber
    congress: int
    session: int
    roll_number: int
    held_at: dt.datetime | None = None
    url: str = ""
    question: str = ""


class ActionOrigin(NamedTuple):
    """One entry of the source's own action list, kept when entries are merged."""

    type: str
    code: str
    source_code: str
    source_name: str
    time: dt.time | None = None
    text: str = ""


class ActionRecord(NamedTuple):
    """One real action; `provenance` has an entry for each time the source listed it.

    `date` and `time` are as the chambers keep them (US Eastern); `committees` are system codes.
    """

    date: dt.date
    text: str
    time: dt.time | None = None
    type: str = ""
    code: str = ""
    source_code: str = ""
    source_name: str = ""
    committees: tuple[str, ...] = ()
    recorded_votes: tuple[VoteRecord, ...] = ()
    calendar: str = ""
    provenance: tuple[ActionOrigin, ...] = ()


class ActivityRecord(NamedTuple):
    name: str
    at: dt.datetime | None


class CommitteeRecord(NamedTuple):
    """A committee's part in a bill; `system_code` is empty where the source names it in words only."""

    system_code: str
    name: str
    chamber: Chamber | None = None
    type: str = ""
    activities: tuple[ActivityRecord, ...] = ()
    subcommittees: "tuple[CommitteeRecord, ...]" = ()


class TitleRecord(NamedTuple):
    title: str
    type: str
    chamber: Chamber | None = None
    text_version: str = ""


class SummaryRecord(NamedTuple):
    """A summary by the Congressional Research Service; `text` is HTML as delivered, not yet cleaned."""

    version_code: str
    action_date: dt.date | None
    action_desc: str
    text: str
    updated_at: dt.datetime | None = None


class TextFormatRecord(NamedTuple):
    type: str
    url: str


class TextVersionRecord(NamedTuple):
    """A published version; `code` is the suffix of its file name (ih, rfs, enr), empty when unknown."""

    type: str
    date: dt.date | None
    code: str = ""
    formats: tuple[TextFormatRecord, ...] = ()


class RelationRecord(NamedTuple):
    type: str
    identified_by: str


class RelatedBillRecord(NamedTuple):
    id: BillId
    title: str
    relations: tuple[RelationRecord, ...] = ()


class AmendmentVote(NamedTuple):
    """A recorded vote on an amendment, with the day and the words of its action."""

    vote: VoteRecord
    on: dt.date | None
    text: str


class AmendmentRecord(NamedTuple):
    """An amendment; `key` is such as 117-samdt-2137, `amends` the key of the amendment it would amend.

    A committee can offer one: then there is a `sponsor_name` and no `sponsor`.
    """

    key: str
    description: str = ""
    purpose: str = ""
    sponsor: SponsorRecord | None = None
    sponsor_name: str = ""
    submitted_on: dt.date | None = None
    proposed_on: dt.date | None = None
    amends: str = ""
    latest_action_on: dt.date | None = None
    latest_action_text: str = ""
    votes: tuple[AmendmentVote, ...] = ()


class CboRecord(NamedTuple):
    """A cost estimate of the Congressional Budget Office."""

    title: str
    description: str = ""
    url: str = ""
    published_at: dt.datetime | None = None


class ReportsRecord(NamedTuple):
    """Committee reports by citation, and cost estimates: sources give both in one place or not at all."""

    committee_reports: tuple[str, ...] = ()
    cbo_estimates: tuple[CboRecord, ...] = ()


class LawRecord(NamedTuple):
    type: str
    number: LawNumber


@dataclass(frozen=True)
class BillRecord:
    """A bill as one source had it at `source_updated_at` (UTC); actions run from the oldest on.

    `file_digest` names the very file it was read from, empty where that does not matter.
    """

    id: BillId
    source: Source
    title: str
    origin_chamber: Chamber
    introduced_on: dt.date | None
    sponsor: SponsorRecord | None
    policy_area: str = ""
    source_updated_at: dt.datetime | None = None
    fetched_at: dt.datetime | None = None
    laws: tuple[LawRecord, ...] | None = None
    actions: tuple[ActionRecord, ...] | None = None
    cosponsors: tuple[CosponsorRecord, ...] | None = None
    committees: tuple[CommitteeRecord, ...] | None = None
    subjects: tuple[str, ...] | None = None
    titles: tuple[TitleRecord, ...] | None = None
    summaries: tuple[SummaryRecord, ...] | None = None
    text_versions: tuple[TextVersionRecord, ...] | None = None
    related_bills: tuple[RelatedBillRecord, ...] | None = None
    amendments: tuple[AmendmentRecord, ...] | None = None
    reports: ReportsRecord | None = None
    amendment_count: int | None = None
    recorded_votes: tuple[VoteRecord, ...] = ()
    incomplete: frozenset[FactGroup] = frozenset()
    incomplete_reasons: tuple[str, ...] = ()
    file_digest: str = ""

    def delivered(self, group: FactGroup) -> bool:
        """Whether the source delivered this group at all (complete or not)."""
        return group is FactGroup.CORE or getattr(self, _FIELD_OF_GROUP[group]) is not None

    def is_complete(self, group: FactGroup) -> bool:
        """Whether the source delivered this group and claims it to be whole."""
        return self.delivered(group) and group not in self.incomplete

    @property
    def delivered_groups(self) -> frozenset[FactGroup]:
        return frozenset(group for group in FactGroup if self.delivered(group))

    @property
    def newest_action(self) -> ActionRecord | None:
        """The newest action, computed from the list: the sources' own `latestAction` can be stale."""
        return self.actions[-1] if self.actions else None


_FIELD_OF_GROUP = {
    FactGroup.ACTIONS: "actions",
    FactGroup.COSPONSORS: "cosponsors",
    FactGroup.COMMITTEES: "committees",
    FactGroup.SUBJECTS: "subjects",
    FactGroup.TITLES: "titles",
    FactGroup.SUMMARIES: "summaries",
    FactGroup.TEXTS: "text_versions",
    FactGroup.RELATED: "related_bills",
    FactGroup.AMENDMENTS: "amendments",
    FactGroup.REPORTS: "reports",
}
