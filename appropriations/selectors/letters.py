"""Member letters: the list, one letter with its signers, and what is pasted, read but not yet saved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Prefetch, QuerySet

from appropriations.models import MemberLetter, MemberSignature
from appropriations.selectors.offices import office_labels, possible_signers
from appropriations.selectors.row_history import HistoryLine, history_of, undoable_entry
from appropriations.signer_names import Found, Person, find_people, read_names
from appropriations.supporting import missing_names
from common.dates import today
from common.sourcing import SourceMark
from legislation.models import Term

LEFT_OUT = "-"


@dataclass(frozen=True)
class LetterRow:
    """One letter as a list shows it."""

    letter: MemberLetter
    count_words: str


@dataclass(frozen=True)
class SignerLine:
    """One signature as it is shown."""

    signature: MemberSignature
    name: str
    source: SourceMark


@dataclass(frozen=True)
class LetterPage:
    """Everything the page of a letter shows; leads and signers by last name, whatever the party."""

    letter: MemberLetter
    source: SourceMark
    leads: tuple[tuple[str, tuple[SignerLine, ...]], ...]
    signers: tuple[SignerLine, ...]
    parties: str
    count_words: str
    history: list[HistoryLine]
    can_undo: bool


@dataclass(frozen=True)
class ReadLine:
    """A line of a pasted list: whom it means, or among whom to choose; `is_there` for a name on the letter already."""

    number: int
    text: str
    chosen: Person | None
    candidates: tuple[Person, ...]
    is_there: bool
    is_left_out: bool = False

    @property
    def is_clear(self) -> bool:
        return self.chosen is not None


def letters_for_list(user: Any) -> QuerySet[MemberLetter]:
    """Return the letters `user` may see that stand, with how many names are known of each; newest year first."""
    rows: QuerySet[MemberLetter] = MemberLetter.objects.visible_to(user).standing()
    leads = Prefetch(
        "signatures",
        MemberSignature.objects.filter(is_lead=True).select_related("legislator"),
        to_attr="lead_signatures",
    )
    return (
        rows.select_related("bundle")
        .prefetch_related("lines", leads)
        .annotate(named=Count("signatures", distinct=True))
        .order_by("-fiscal_year", F("deadline_on").desc(nulls_last=True), "subject", "chamber")
    )


def count_words(named: int, said: int | None, *, is_whole: bool) -> str:
    """Return how many signed and how far they are named: "the source counts 72 signers; no name is known here"."""
    if is_whole:
        return f"{named} signed; the list is whole"
    if said is None:
        return (
            f"{named} name{'' if named == 1 else 's'} known; the list may not be whole"
            if named
            else "no signer known"
        )
    if not named:
        return f"the source counts {said} signers; no name is known here"
    missing = missing_names(named, said)
    rest = f"{missing} not named here" if missing else "not said to be whole"
    return f"the source counts {said} signers; {named} named here, {rest}"


def letter_rows(letters: Iterable[MemberLetter]) -> list[LetterRow]:
    """Return letters of `letters_for_list` as a list shows them."""
    return [
        LetterRow(one, count_words(one.named, one.signer_count, is_whole=one.signers_complete))  # type: ignore[attr-defined]
        for one in letters
    ]


def letter_page(letter: MemberLetter) -> LetterPage:
    """Return the page of a letter that came with its bundle."""
    rows = list(letter.signatures.select_related("legislator").order_by("legislator__sort_key"))
    lines = _lines(rows)
    named = len(rows)
    return LetterPage(
        letter=letter,
        source=SourceMark(letter.source, url=letter.source_url, as_of=letter.as_of),
        leads=_leads_by_chamber([line for line in lines if line.signature.is_lead]),
        signers=tuple(line for line in lines if not line.signature.is_lead),
        parties=_parties(rows),
        count_words=count_words(named, letter.signer_count, is_whole=letter.signers_complete),
        history=history_of(letter),
        can_undo=undoable_entry(letter) is not None,
    )


def read_signers(letter: MemberLetter, text: str, choices: Mapping[int, str] | None = None) -> list[ReadLine]:
    """Read a pasted list against who could have signed; `choices` are what was chosen for lines, by their number.

    A choice is a bioguide id among the possible signers, or LEFT_OUT; any other counts as none.
    """
    people = possible_signers(letter.chamber, day_of(letter))
    by_id = {one.bioguide_id: one for one in people}
    there = set(letter.signatures.values_list("legislator_id", flat=True))
    chosen = choices or {}
    found = find_people(read_names(text), people)
    return [_read(number, one, by_id, there, chosen.get(number, "")) for number, one in enumerate(found)]


def day_of(letter: MemberLetter) -> date:
    """Return the day by which seats are counted: of delivery, the last to sign, or as of when it was read."""
    return letter.delivered_on or letter.deadline_on or letter.as_of or today()


def chosen_ids(lines: Sequence[ReadLine]) -> list[str]:
    """Return the bioguide ids of the lines that are clear and not on the letter yet."""
    return [line.chosen.bioguide_id for line in lines if line.chosen and not line.is_there]


def _read(number: int, found: Found, by_id: Mapping[str, Person], there: set[str], choice: str) -> ReadLine:
    person = found.sure or by_id.get(choice)
    return ReadLine(
        number=number,
        text=found.named.text,
        chosen=person,
        candidates=found.candidates,
        is_there=person is not None and person.bioguide_id in there,
        is_left_out=person is None and choice == LEFT_OUT,
    )


def _lines(rows: Sequence[MemberSignature]) -> list[SignerLine]:
    labels = office_labels(one.legislator_id for one in rows)
    return [
        SignerLine(
            one,
            labels.get(one.legislator_id, str(one.legislator)),
            SourceMark(one.source, url=one.source_url, as_of=one.as_of),
        )
        for one in rows
    ]


def _leads_by_chamber(lines: Sequence[SignerLine]) -> tuple[tuple[str, tuple[SignerLine, ...]], ...]:
    senators = tuple(line for line in lines if line.name.startswith("Sen."))
    others = tuple(line for line in lines if line not in senators)
    return tuple((name, found) for name, found in (("House", others), ("Senate", senators)) if found)


def _parties(rows: Sequence[MemberSignature]) -> str:
    """Return "12 R, 9 D" of those named here, every party there is (P1)."""
    terms = Term.objects.filter(legislator__in=[one.legislator_id for one in rows]).order_by("starts_on")
    last = {one.legislator_id: one.party_letter for one in terms}
    counted = sorted(Counter(last.values()).items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{number} {letter}" for letter, number in counted)


def signer_choices(letter: MemberLetter) -> list[tuple[str, str]]:
    """Return who could have signed, as (bioguide id, label) by last name, for a list to choose from."""
    return [
        (one.bioguide_id, f"{one.last}: {one.label}")
        for one in possible_signers(letter.chamber, day_of(letter))
    ]
