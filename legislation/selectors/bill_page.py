"""Everything the page of one bill shows, in a number of queries that does not grow with the bill."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from common.citations import cite_in_full
from common.dates import eastern, today
from common.sourcing import SourceMark
from common.tracks import TrackStep
from legislation.choices import FactGroup
from legislation.models import (
    Action,
    Authorization,
    Bill,
    CboEstimate,
    CommitteeReport,
    Summary,
    TrackedBill,
)
from legislation.provenance import GroupFacts
from legislation.selectors.amendments import AmendmentLine, amendment_lines, amendments_of
from legislation.selectors.bill_papers import TextLine, TitleGroup, text_lines, title_groups
from legislation.selectors.bill_parts import (
    ActionLine,
    CommitteeLine,
    CosponsorBlock,
    RelatedLine,
    action_line,
    committee_lines,
    cosponsor_block,
    related_lines,
)
from legislation.selectors.entered import EnteredLine, entered_lines, facts_of
from legislation.selectors.pages import is_stale, source_mark
from legislation.selectors.standing import RELATED, is_over, sponsor_line, standing, track_of
from legislation.selectors.votes import VoteLine, lines_with_words, vote_lines
from legislation.wording import Standing, stale_sentence

# Groups whose marks say when they are stale; the page says it once for the rest.
_MOVING = (FactGroup.ACTIONS, FactGroup.COSPONSORS)
# More than these are listed on a page of their own, which the bill's page fetches when asked.
AMENDMENTS_SHOWN = 5


@dataclass(frozen=True)
class SourceLine:
    """Where groups of facts come from that share a source and a day."""

    names: str
    mark: SourceMark
    is_complete: bool


@dataclass(frozen=True)
class BillPage:
    """The page of a bill. `marks` has a source mark by fact group; a group without facts is not in it.

    `whole` names the groups known to be complete: only of these may the page say that there is none (P9).
    """

    bill: Bill
    citation: str
    sponsor: str
    standing: Standing
    track: tuple[TrackStep, ...]
    stale: str
    marks: dict[str, SourceMark]
    sources: tuple[SourceLine, ...]
    actions: tuple[ActionLine, ...]
    notes: tuple[EnteredLine, ...]
    cosponsors: CosponsorBlock
    committees: tuple[CommitteeLine, ...]
    subjects: tuple[str, ...]
    titles: tuple[TitleGroup, ...]
    summaries: tuple[Summary, ...]
    texts: tuple[TextLine, ...]
    votes: tuple[VoteLine, ...]
    amendment_votes: tuple[VoteLine, ...]
    amendments: tuple[AmendmentLine, ...]
    amendment_count: int
    reports: tuple[CommitteeReport, ...]
    estimates: tuple[CboEstimate, ...]
    whole: frozenset[str]
    related: tuple[RelatedLine, ...]
    proposed: tuple[Authorization, ...]
    family_slugs: tuple[str, ...]
    tracking: TrackedBill | None
    congress_gov_url: str


def bill_page(user: Any, bill_id: str, *, cosponsor_order: str = "date") -> BillPage:
    """Return the page of a bill. Raises Bill.DoesNotExist when there is none that `user` may see."""
    bill: Bill = Bill.objects.visible_to(user).select_related(*RELATED, "tracking", "facts").get(pk=bill_id)
    facts = bill.fact_groups
    actions = list(bill.actions.newest_first())
    entered = entered_lines(facts_of(bill.pk).standing())
    committees = list(bill.bill_committees.select_related("committee__parent"))
    votes = lines_with_words(vote_lines(list(bill.votes.all())), actions, bill.congress_id)
    amendments = amendments_of(user, bill.pk)
    return BillPage(
        bill=bill,
        citation=cite_in_full(bill.pk),
        sponsor=sponsor_line(bill),
        standing=standing(bill),
        track=track_of(bill, had_committee=bool(committees), actions=actions),
        stale=_stale(facts.get(FactGroup.CORE)),
        marks=_marks(facts, over=is_over(bill)),
        sources=_sources(facts),
        actions=_actions(actions, entered),
        notes=tuple(each for each in entered if each.fact.kind == "note"),
        cosponsors=_cosponsors(bill, facts, cosponsor_order, entered),
        committees=committee_lines(committees),
        subjects=tuple(sorted(bill.subjects)),
        titles=title_groups(bill.titles.all()),
        summaries=tuple(bill.summaries.all()),
        texts=text_lines(user, bill.pk, list(bill.text_versions.all())),
        votes=tuple(one for one in votes if not one.amendment_key),
        amendment_votes=tuple(one for one in votes if one.amendment_key),
        amendments=tuple(amendment_lines(list(amendments[:AMENDMENTS_SHOWN]))),
        amendment_count=amendments.count(),
        reports=tuple(bill.committee_reports.all()),
        estimates=tuple(bill.cbo_estimates.all()),
        whole=frozenset(group for group, one in facts.items() if one.is_complete),
        related=related_lines(user, bill.related.all()),
        proposed=tuple(bill.authorizations.proposed()),
        family_slugs=tuple(bill.family_parts.values_list("family_id", flat=True)),
        tracking=getattr(bill, "tracking", None),
        congress_gov_url=bill.bill_id.congress_gov_url,
    )


def _actions(rows: Sequence[Action], entered: Sequence[EnteredLine]) -> tuple[ActionLine, ...]:
    marks = {(each.fact.on, each.fact.text): each.mark for each in entered}
    return tuple(action_line(row, marks) for row in rows)


def _cosponsors(
    bill: Bill, facts: dict[str, GroupFacts], order: str, entered: Sequence[EnteredLine]
) -> CosponsorBlock:
    marks = {each.fact.pk: each.mark for each in entered}
    return cosponsor_block(bill, facts.get(FactGroup.COSPONSORS), order, marks)


def _stale(core: GroupFacts | None) -> str:
    if core is None:
        return "No source has been read for this bill yet"
    return stale_sentence(eastern(core.checked_at).date(), today()) if is_stale(core.checked_at) else ""


def _marks(facts: dict[str, GroupFacts], *, over: bool) -> dict[str, SourceMark]:
    return {group: source_mark(one, is_over=over, moves=group in _MOVING) for group, one in facts.items()}


def _sources(facts: dict[str, GroupFacts]) -> tuple[SourceLine, ...]:
    """Groups of the same source, day and completeness are told in one line."""
    alike: dict[tuple[object, ...], list[GroupFacts]] = {}
    for group in FactGroup:
        if group in facts:
            one = facts[group]
            key = (one.source, one.source_url, eastern(one.checked_at).date(), one.is_complete, one.note)
            alike.setdefault(key, []).append(one)
    return tuple(
        SourceLine(
            names=_listed([FactGroup(one.group).label for one in same]),
            mark=source_mark(same[0], moves=False),
            is_complete=same[0].is_complete,
        )
        for same in alike.values()
    )


def _listed(labels: Sequence[str]) -> str:
    first, *rest = labels
    return "; ".join([first, *(label[0].lower() + label[1:] for label in rest)])
