"""What offices did for the requests: letters they signed, requests they submitted. No score, no ranking (P1)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from appropriations.models import MemberLetter, MemberSignature, OfficeRequest
from appropriations.selectors.offices import office_labels
from appropriations.selectors.shown import year_name
from appropriations.supporting import LetterNow, LetterStand, Seat, stand_on_letter
from common.dates import today
from common.sourcing import SourceMark
from legislation.models import Term


@dataclass(frozen=True)
class OfficeLetter:
    """Where one office stands on one letter, with who says so."""

    letter: MemberLetter
    stand: LetterStand
    source: SourceMark
    lines: tuple[str, ...]
    """The slugs of the lines it asks for."""
    line_names: tuple[str, ...]

    @property
    def year(self) -> str:
        return year_name(self.letter.fiscal_year)

    @property
    def words(self) -> str:
        """Return "Signed the FY 2026 letter for ILAB"."""
        return f"{self.stand} the {self.year} letter{self._about}"

    @property
    def sample_mark(self) -> str:
        """Return what words beside which no mark can stand end with."""
        return " (SAMPLE)" if self.letter.is_sample else ""

    @property
    def _about(self) -> str:
        return f" for {' and '.join(self.line_names)}" if self.line_names else f", “{self.letter.subject}”"


@dataclass(frozen=True)
class RequestRow:
    """A request of an office as a list shows it."""

    request: OfficeRequest
    office: str
    stands: str
    asked: str
    source: SourceMark


def letters_of_offices(
    bioguide_ids: Collection[str],
    user: Any,
    *,
    lines: Collection[str] | None = None,
    on: date | None = None,
) -> dict[str, tuple[OfficeLetter, ...]]:
    """Return by bioguide id where offices stand on letters, newest year first; nothing of what is not known (P9).

    `lines` (slugs) keeps letters for some lines only. At most four queries, whatever the number of offices.
    """
    return standing_of(bioguide_ids, MemberLetter.objects.visible_to(user), lines=lines, on=on or today())


def standing_of(
    bioguide_ids: Collection[str],
    among: QuerySet[MemberLetter],
    *,
    lines: Collection[str] | None = None,
    on: date,
) -> dict[str, tuple[OfficeLetter, ...]]:
    """Return where offices stand on letters among some; as `letters_of_offices`, for paper, which no user reads."""
    rows = among.standing().prefetch_related("lines")  # type: ignore[attr-defined]
    if lines is not None:
        rows = rows.filter(lines__in=list(lines)).distinct()
    letters = list(rows.order_by("-fiscal_year", "subject", "pk"))
    signed: dict[int, dict[str, MemberSignature]] = defaultdict(dict)
    for one in MemberSignature.objects.filter(letter__in=letters, legislator__in=list(bioguide_ids)):
        signed[one.letter_id][one.legislator_id] = one
    # Only a list that is whole says anything of who is not on it.
    seats = _seats(bioguide_ids if any(one.signers_complete for one in letters) else ())
    found: dict[str, list[OfficeLetter]] = defaultdict(list)
    for letter in letters:
        for who in bioguide_ids:
            stands = _on_letter(letter, signed[letter.pk].get(who), seats.get(who, ()), on)
            if stands.stand != LetterStand.NOT_KNOWN:
                found[who].append(stands)
    return {who: tuple(some) for who, some in found.items()}


def requests_for_list(user: Any) -> QuerySet[OfficeRequest]:
    """Return the requests `user` may see that stand, ready for `request_rows`."""
    rows: QuerySet[OfficeRequest] = OfficeRequest.objects.visible_to(user).standing()
    return rows.select_related("line", "legislator", "asked_by")


def request_rows(requests: Sequence[OfficeRequest]) -> list[RequestRow]:
    """Return requests of `requests_for_list` as a list shows them; one query whatever their number."""
    labels = office_labels(one.legislator_id for one in requests)
    return [
        RequestRow(
            request=one,
            office=labels.get(one.legislator_id, str(one.legislator)),
            stands=_stands(one),
            asked=_asked(one),
            source=SourceMark(one.source, url=one.source_url, as_of=one.as_of),
        )
        for one in requests
    ]


def requests_of_office(bioguide_id: str, user: Any) -> list[RequestRow]:
    """Return the requests of one office, newest year first, then by line."""
    rows = requests_for_list(user).filter(legislator=bioguide_id)
    return request_rows(list(rows.order_by("-fiscal_year", "line__sort_key", "kind")))


def submitted_by_office(
    bioguide_ids: Iterable[str], user: Any, lines: Collection[str]
) -> dict[str, tuple[OfficeRequest, ...]]:
    """Return by bioguide id the requests that offices submitted for some lines (slugs), newest year first."""
    rows = requests_for_list(user).filter(
        legislator__in=list(bioguide_ids), line__in=list(lines), submitted_on__isnull=False
    )
    found: dict[str, list[OfficeRequest]] = defaultdict(list)
    for one in rows.order_by("-fiscal_year", "line__sort_key", "kind"):
        found[one.legislator_id].append(one)
    return {who: tuple(some) for who, some in found.items()}


def request_years() -> list[int]:
    """Return the fiscal years that offices were asked for, the latest first."""
    rows = OfficeRequest.objects.standing().order_by("-fiscal_year")
    return list(rows.values_list("fiscal_year", flat=True).distinct())


def _seats(bioguide_ids: Collection[str]) -> dict[str, list[Seat]]:
    found: dict[str, list[Seat]] = defaultdict(list)
    if bioguide_ids:
        rows = Term.objects.filter(legislator__in=list(bioguide_ids)).order_by()
        for who, *seat in rows.values_list("legislator", "chamber", "starts_on", "ends_on"):
            found[who].append(Seat(*seat))
    return found


def _on_letter(
    letter: MemberLetter, mine: MemberSignature | None, seats: Iterable[Seat], on: date
) -> OfficeLetter:
    stands = stand_on_letter(
        LetterNow(letter.chamber, letter.signers_complete, letter.delivered_on or letter.deadline_on),
        is_lead=mine.is_lead if mine else None,
        seats=seats,
        on=on,
    )
    said: MemberLetter | MemberSignature = mine or letter
    lines = sorted(letter.lines.all(), key=lambda line: line.sort_key)
    return OfficeLetter(
        letter=letter,
        stand=stands,
        source=SourceMark(said.source, url=said.source_url, as_of=said.as_of),
        lines=tuple(line.pk for line in lines),
        line_names=tuple(line.short_name or line.name for line in lines),
    )


def _stands(one: OfficeRequest) -> str:
    if one.submitted_on:
        return "Submitted"
    if one.declined_on:
        return "Declined"
    return "Asked" if one.asked_on else "To be asked"


def _asked(one: OfficeRequest) -> str:
    return one.asked_by.name if one.asked_by else one.asked_by_words
