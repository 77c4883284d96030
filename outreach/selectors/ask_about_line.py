"""Whom to ask next about a program line: appropriators, who signed its letters, and who submitted it before.

Every party's offices come in by the same rule, in the order of names: nothing is scored (P1).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from appropriations.cells import fiscal_year_of
from appropriations.models import BundleSubcommittee, Line, MemberLetter, OfficeRequest
from appropriations.selectors.support import OfficeLetter, letters_of_offices, requests_for_list
from appropriations.supporting import LetterStand
from common.citations import fiscal_year as fy
from common.dates import congress_day, today
from legislation import styles
from legislation.choices import Chamber
from legislation.models import CommitteeSeat, Term
from legislation.selectors.terms import seated_terms
from legislation.wording import day
from outreach.choices import EvidenceKind, OfficeKind
from outreach.models import Office
from outreach.selectors.ask_evidence import Evidence
from outreach.selectors.office_states import office_standings


@dataclass(frozen=True)
class LineAskRow:
    """One office and a line: what is known, and what to ask for the coming year."""

    bioguide_id: str
    name: str
    has_page: bool
    sort_key: str
    seat: str
    chamber: str
    state: str
    party: str
    asks: tuple[str, ...]
    evidence: tuple[Evidence, ...]

    @property
    def evidence_kinds(self) -> frozenset[EvidenceKind]:
        return frozenset(one.kind for one in self.evidence)


@dataclass(frozen=True)
class AskAboutLine:
    """Everything the page shows before it is filtered; `open_letters` can still be signed."""

    line: Line
    fiscal_year: int
    rows: tuple[LineAskRow, ...]
    open_letters: tuple[MemberLetter, ...]

    @property
    def rests_on_sample(self) -> bool:
        return self.line.is_sample or any(letter.is_sample for letter in self.open_letters)


@dataclass(frozen=True)
class _Known:
    """What bears on a line, by bioguide id."""

    year: int
    on: date
    seats: dict[str, list[CommitteeSeat]]
    letters: dict[str, tuple[OfficeLetter, ...]]
    requests: dict[str, list[OfficeRequest]]
    open_letters: tuple[MemberLetter, ...]


def ask_about_line(line: Line, user: Any) -> AskAboutLine:
    """Return whom to ask about a line for the coming fiscal year; the number of queries grows with nothing."""
    when = congress_day()
    terms = seated_terms(on=when)
    known = _known(line, user, terms, when)
    offices = {
        one.legislator_id or "": one
        for one in Office.objects.visible_to(user).filter(
            kind=OfficeKind.LEGISLATOR, legislator__in=list(terms)
        )
    }
    standings = office_standings(list(offices.values()), when)
    rows = []
    for who, term in terms.items():
        office = offices.get(who)
        if office is not None and not standings[office.pk].can_be_asked:
            continue
        evidence = tuple(_evidence(who, known))
        if evidence:
            rows.append(_row(term, evidence, known, has_page=office is not None))
    rows.sort(key=lambda row: (row.sort_key, row.bioguide_id))
    return AskAboutLine(line, known.year, tuple(rows), known.open_letters)


def _known(line: Line, user: Any, terms: dict[str, Term], when: date) -> _Known:
    requests: dict[str, list[OfficeRequest]] = defaultdict(list)
    for one in requests_for_list(user).filter(line=line.pk).order_by("-fiscal_year", "kind"):
        requests[one.legislator_id].append(one)
    writers = BundleSubcommittee.objects.filter(bundle=line.bundle_id, last_fiscal_year__isnull=True)
    seats: dict[str, list[CommitteeSeat]] = defaultdict(list)
    held = CommitteeSeat.objects.assigned(when).filter(committee__in=writers.values("committee"))
    for seat in held.select_related("committee"):
        seats[seat.legislator_id].append(seat)
    visible = MemberLetter.objects.visible_to(user).standing()
    open_letters = visible.filter(lines=line.pk, delivered_on__isnull=True, deadline_on__gte=today())
    return _Known(
        year=fiscal_year_of(when) + 1,
        on=when,
        seats=seats,
        letters=letters_of_offices(list(terms), user, lines=[line.pk], on=when),
        requests=requests,
        open_letters=tuple(open_letters.order_by("deadline_on", "pk")),
    )


def _evidence(who: str, known: _Known) -> Iterator[Evidence]:
    for one in known.requests.get(who, ()):
        year = fy(one.fiscal_year)
        if one.submitted_on:
            yield Evidence(EvidenceKind.SUBMITTED, f"Submitted the request for {year}")
        elif one.declined_on:
            yield Evidence(EvidenceKind.ASKED, f"Declined the request for {year} on {day(one.declined_on)}")
        elif one.asked_on:
            yield Evidence(EvidenceKind.ASKED, f"Asked for {year} on {day(one.asked_on)}")
    for letter in known.letters.get(who, ()):
        if letter.stand != LetterStand.DID_NOT_SIGN:
            yield Evidence(
                EvidenceKind.SIGNED, f"{letter.stand} the {letter.year} letter{letter.sample_mark}"
            )
    for seat in known.seats.get(who, ()):
        title = f" ({seat.title})" if seat.title else ""
        yield Evidence(
            EvidenceKind.APPROPRIATOR,
            f"On the appropriations subcommittee that writes it: {seat.committee.name}{title}",
        )


def _asks(who: str, chamber: str, known: _Known) -> Iterator[str]:
    """What is asked of one office, in the order of the season; of two offices nothing is compared."""
    year = fy(known.year)
    now = [one for one in known.requests.get(who, ()) if one.fiscal_year == known.year]
    if any(one.submitted_on for one in now):
        yield f"Thank the office for its request for {year}"
    elif any(one.declined_on for one in now):
        yield f"No request for {year}: it declined"
    elif any(one.asked_on for one in now):
        yield f"Follow up on the request for {year}"
    else:
        yield f"Submit the request for {year}"
    signed = {one.letter.pk for one in known.letters.get(who, ())}
    for letter in known.open_letters:
        if letter.chamber in ("", chamber) and letter.pk not in signed:
            yield f"Sign the {fy(letter.fiscal_year)} letter by {day(letter.deadline_on)}"
    if known.seats.get(who):
        yield f"Fund the line in the {year} bill"


def _row(term: Term, evidence: Sequence[Evidence], known: _Known, *, has_page: bool) -> LineAskRow:
    who = term.legislator
    return LineAskRow(
        bioguide_id=who.pk,
        name=styles.title_and_full_name(who, term),
        has_page=has_page,
        sort_key=who.sort_key,
        seat=styles.seat_in_words(term),
        chamber=Chamber(term.chamber).label,
        state=term.state,
        party=term.party_letter,
        asks=tuple(_asks(who.pk, term.chamber, known)),
        evidence=tuple(evidence),
    )
