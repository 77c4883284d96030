"""A section for each bill of a packet, the same for every office."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from html import unescape

from django.utils.html import strip_tags

from briefings.packet.facts import Fact
from briefings.packet.gather import BillVoice, Desk, source_of_decision
from briefings.packet.sections import ActionLine, BillSection, Cosponsors
from briefings.packet.wording import day, joined, party_name, place
from common.citations import cite, cosponsor_summary
from legislation.choices import FactGroup
from legislation.models import Bill, Cosponsor
from legislation.selectors.standing import sponsor_line, standing, track_of
from legislation.wording import short_committee
from priorities.models import Position

LATEST_ACTIONS = 4
SUMMARY_LENGTH = 700


def section(bill: Bill, desk: Desk, *, position: Position | None) -> BillSection:
    """Return one bill's section, the same for every office."""
    voice = BillVoice(bill, desk)
    now = standing(bill, desk.on)
    actions = list(bill.actions.all())
    had_committee = bool(bill.bill_committees.all())
    groups = {voice.source(group) for group in (FactGroup.CORE, FactGroup.ACTIONS, FactGroup.COSPONSORS)}
    return BillSection(
        anchor=f"bill-{bill.pk}",
        heading=f"{cite(bill.pk)}: {bill.name}",
        number=cite(bill.pk),
        congress=str(bill.congress),
        title=bill.name,
        facts_line=tuple(_facts_line(bill, voice)),
        stage=voice.say(now.stage_line, FactGroup.ACTIONS),
        track=track_of(bill, had_committee=had_committee, actions=actions, today=desk.on),
        step=voice.say(now.step_line, FactGroup.ACTIONS) if now.step_line else None,
        ended=voice.say(now.died_words, FactGroup.ACTIONS) if now.died_words else None,
        cosponsors=_cosponsors(bill, voice),
        what_it_does=_what_it_does(bill, voice),
        position=_position(position) if position else None,
        actions=tuple(
            ActionLine(day(one.acted_on), voice.say(" ".join(one.text.split()), FactGroup.ACTIONS))
            for one in reversed(actions[-LATEST_ACTIONS:])
        ),
        stale_words=_stale_words(voice),
        sources=tuple(sorted(groups)),
    )


def _facts_line(bill: Bill, voice: BillVoice) -> list[Fact]:
    said = []
    if bill.sponsor:
        said.append(voice.say(f"Sponsor: {sponsor_line(bill)}"))
    if bill.introduced_on:
        said.append(voice.say(f"Introduced {day(bill.introduced_on)}"))
    names = [
        short_committee(one.committee.name)
        for one in bill.bill_committees.all()
        if not one.committee.parent_id
    ]
    if names:
        chambers = {one.committee.chamber.title() for one in bill.bill_committees.all()}
        said.append(voice.say(f"{joined(sorted(chambers))} {joined(names)}".strip(), FactGroup.COMMITTEES))
    return said


def _stale_words(voice: BillVoice) -> str:
    facts = voice.group(FactGroup.CORE)
    if not voice.desk.is_stale(voice.bill, facts):
        return ""
    days = voice.desk.stale_after_days
    seen = f"were last refreshed on {day(voice.source(FactGroup.CORE).as_of)}; not refreshed since"
    return f"The facts of this bill {seen}, which is longer than {days} days."


def _cosponsors(bill: Bill, voice: BillVoice) -> Cosponsors:
    rows = [one for one in bill.cosponsors.all() if one.withdrawn_on is None]
    # A legislator who withdrew and signed again stands once.
    current = {one.legislator_id: one for one in rows}
    left = {one.legislator_id: one for one in bill.cosponsors.all() if one.withdrawn_on}
    gone = [one for who, one in left.items() if who not in current]
    complete = voice.is_complete(FactGroup.COSPONSORS)
    facts = voice.group(FactGroup.COSPONSORS)
    source = voice.source(FactGroup.COSPONSORS)
    parties = [one.party for one in current.values()]
    count = f"{cosponsor_summary(parties, complete=complete)}, as of {day(source.as_of)}"
    withdrawn = f"Withdrawn: {', '.join(_name(one) for one in gone)}"
    return Cosponsors(
        count=voice.say(count, FactGroup.COSPONSORS),
        groups=tuple(voice.say(text, FactGroup.COSPONSORS) for text in _groups(list(current.values()))),
        withdrawn=voice.say(withdrawn, FactGroup.COSPONSORS) if gone else None,
        note="" if complete else f"The list at hand is not complete. {facts.note if facts else ''}".strip(),
    )


def _groups(rows: Sequence[Cosponsor]) -> list[str]:
    """Return "Republicans (12): …" for every party there is, larger first, names in order (P1)."""
    by_party: defaultdict[str, list[Cosponsor]] = defaultdict(list)
    for row in sorted(rows, key=lambda one: (one.legislator.sort_key, one.legislator_id)):
        by_party[row.party[:1]].append(row)
    ordered = sorted(by_party.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [f"{party_name(party)} ({len(who)}): {', '.join(map(_name, who))}" for party, who in ordered]


def _name(row: Cosponsor) -> str:
    where = place(row.state, row.district) if row.state else ""
    return f"{row.legislator.full_name} ({where})" if where else row.legislator.full_name


def _what_it_does(bill: Bill, voice: BillVoice) -> Fact | None:
    summary = next(iter(bill.summaries.all()), None)
    if summary is None:
        return None
    text = " ".join(unescape(strip_tags(summary.text.replace("<", " <"))).split())
    return voice.say(shortened(text), FactGroup.SUMMARIES)


def shortened(text: str, length: int = SUMMARY_LENGTH) -> str:
    """Return whole sentences up to about `length`, and say when it is not all."""
    if len(text) <= length:
        return text
    head = text[:length]
    whole = head.rpartition(". ")[0]
    return (
        f"{whole}. (The summary goes on.)" if whole else f"{head.rpartition(' ')[0]} … (The summary goes on.)"
    )


def _position(position: Position) -> Fact:
    decision = position.decision
    if decision is None:
        raise ValueError("A public position rests on a decision.")
    text = f"{position.get_stance_display()} ({decision}, {day(decision.decided_on)})"
    sample = position.is_sample or decision.is_sample
    return Fact(text, source_of_decision(decision), sample=sample, about=f"position:{position.pk}")
