"""Program lines with all that is printed of each, in few queries whatever their number: what outside may read (P5)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, Q

from appropriations.cells import Figure
from appropriations.choices import SlateTo
from appropriations.models import (
    Bundle,
    BundleSubcommittee,
    LanguageFound,
    Line,
    LineEffect,
    LinePlacement,
    MemberLetter,
    MemberSignature,
    ReportLanguage,
    SlateItem,
)
from appropriations.selectors.places import bundle_in
from appropriations.selectors.public_figures import public_figures
from appropriations.selectors.public_requests import public_items
from briefings.selectors.subjects import UnknownSubject
from legislation.models import Authorization

# Language that reports carried is told for so many fiscal years back.
LANGUAGE_YEARS = 3


@dataclass(frozen=True)
class LanguageRow:
    """A passage with what reports said of it; `is_sought` when the coalition's seeking it is on the public record."""

    language: ReportLanguage
    found: tuple[LanguageFound, ...]
    is_sought: bool


@dataclass(frozen=True)
class LineOnRecord:
    """One line with everything a reader outside may be told of it around a fiscal year."""

    line: Line
    fiscal_year: int
    figures: tuple[Figure, ...] = ()
    request: SlateItem | None = None
    effects: tuple[LineEffect, ...] = ()
    authorizations: tuple[Authorization, ...] = ()
    languages: tuple[LanguageRow, ...] = ()
    letters: tuple[MemberLetter, ...] = ()


@dataclass(frozen=True)
class BundleOfYear:
    """One appropriations bill of a fiscal year: its subcommittees (House first) and its lines by name."""

    bundle: Bundle
    writers: tuple[BundleSubcommittee, ...]
    lines: tuple[Line, ...]


def line_or_refuse(slug: str) -> Line:
    """Return one line. Raises UnknownSubject with a message to show."""
    line: Line | None = Line.objects.select_related("bundle").filter(pk=slug).first()
    if line is None:
        raise UnknownSubject(f"The line {slug[:40]!r} is not here.")
    return line


def bundles_of_year(
    fiscal_year: int, *, bundle: str = "", lines: Collection[str] | None = None
) -> tuple[BundleOfYear, ...]:
    """Return the appropriations bills with the lines that each carried in a fiscal year; four queries.

    `bundle` (a key) keeps one of them, `lines` (slugs) only these lines. Raises UnknownSubject for a key not here.
    """
    rows = Line.objects.select_related("bundle").order_by("sort_key", "slug")
    chosen = list(rows.filter(pk__in=list(lines)) if lines is not None else rows)
    placements: dict[str, list[LinePlacement]] = defaultdict(list)
    for one in LinePlacement.objects.standing().filter(line__in=chosen):
        placements[one.line_id].append(one)
    carried: dict[str, list[Line]] = defaultdict(list)
    for line in chosen:
        carried[bundle_in(line, placements[line.pk], fiscal_year)].append(line)
    if bundle and not Bundle.objects.filter(pk=bundle).exists():
        raise UnknownSubject(f"The appropriations bill {bundle[:40]!r} is not here.")
    written = writers_of_year(fiscal_year)
    return tuple(
        BundleOfYear(one, tuple(written.get(one.pk, ())), tuple(carried[one.pk]))
        for one in Bundle.objects.all()
        if carried.get(one.pk) and bundle in ("", one.pk)
    )


def writers_of_year(fiscal_year: int) -> dict[str, list[BundleSubcommittee]]:
    """Return who writes each appropriations bill (key) in a fiscal year, the House's subcommittee first; one query."""
    begun = Q(first_fiscal_year__isnull=True) | Q(first_fiscal_year__lte=fiscal_year)
    going_on = Q(last_fiscal_year__isnull=True) | Q(last_fiscal_year__gte=fiscal_year)
    found: dict[str, list[BundleSubcommittee]] = defaultdict(list)
    rows = BundleSubcommittee.objects.filter(begun, going_on).select_related("committee")
    for one in rows.order_by("bundle", "chamber", "pk"):
        found[one.bundle_id].append(one)
    return found


def lines_on_record(lines: Sequence[Line], fiscal_year: int) -> list[LineOnRecord]:
    """Return lines with all that is printed of each, in their order; nine queries whatever their number."""
    slugs = [line.pk for line in lines]
    figures = public_figures(slugs)
    requests = _requests(slugs, fiscal_year)
    effects = _effects(slugs)
    languages = _languages(slugs, fiscal_year)
    letters = member_letters(slugs)
    authorizations = _authorizations(slugs)
    return [
        LineOnRecord(
            line=line,
            fiscal_year=fiscal_year,
            figures=figures.get(line.pk, ()),
            request=requests.get(line.pk),
            effects=tuple(effects[line.pk]),
            authorizations=tuple(authorizations[line.pk]),
            languages=tuple(languages[line.pk]),
            letters=tuple(one for one in letters if line in one.lines.all()),
        )
        for line in lines
    ]


def requests_of_year(fiscal_year: int) -> dict[str, SlateItem]:
    """Return the public requests to Congress in force for a fiscal year, by line; one query."""
    return _requests(None, fiscal_year)


def member_letters(slugs: Collection[str]) -> list[MemberLetter]:
    """Return the Member letters that stand for some lines, newest year first, with lines and signers; three queries."""
    signatures = MemberSignature.objects.select_related("legislator").order_by("legislator__sort_key")
    rows = MemberLetter.objects.standing().filter(lines__in=list(slugs)).distinct()
    rows = rows.prefetch_related("lines", Prefetch("signatures", queryset=signatures))
    return list(rows.order_by("-fiscal_year", "subject", "pk"))


def _requests(slugs: Collection[str] | None, fiscal_year: int) -> dict[str, SlateItem]:
    rows = public_items().filter(slate__fiscal_year=fiscal_year, slate__to=SlateTo.CONGRESS)
    if slugs is not None:
        rows = rows.filter(line__in=list(slugs))
    return {item.line_id: item for item in rows.select_related("slate__decision", "line")}


def _effects(slugs: Collection[str]) -> dict[str, list[LineEffect]]:
    found: dict[str, list[LineEffect]] = defaultdict(list)
    for one in LineEffect.objects.standing().filter(line__in=slugs):
        found[one.line_id].append(one)
    return found


def _authorizations(slugs: Collection[str]) -> dict[str, list[Authorization]]:
    found: dict[str, list[Authorization]] = defaultdict(list)
    through = Line.authorizations.through.objects.filter(line__in=slugs)
    pairs = list(through.values_list("line_id", "authorization_id"))
    rows = Authorization.objects.select_related("bill").in_bulk({pk for _, pk in pairs})
    for line, pk in pairs:
        found[line].append(rows[pk])
    for group in found.values():
        group.sort(key=lambda one: (one.status, one.first_fiscal_year, one.sort_key))
    return found


def _languages(slugs: Collection[str], fiscal_year: int) -> dict[str, list[LanguageRow]]:
    """What reports say is public; that we sought it is told only where a public decision adopted it (P5)."""
    first = fiscal_year - LANGUAGE_YEARS
    rows = ReportLanguage.objects.standing().filter(line__in=slugs, fiscal_year__range=(first, fiscal_year))
    told = Prefetch(
        "found", queryset=LanguageFound.objects.standing().exclude(outcome="pending"), to_attr="told"
    )
    known = list(rows.prefetch_related(told).order_by("-fiscal_year", "title", "pk"))
    wanted = [one.slate_item_id for one in known if one.slate_item_id]
    public = set(public_items().filter(pk__in=wanted).values_list("pk", flat=True)) if wanted else set()
    found: dict[str, list[LanguageRow]] = defaultdict(list)
    for one in known:
        row = LanguageRow(one, tuple(one.told), one.slate_item_id in public)
        if row.found or row.is_sought:
            found[one.line_id].append(row)
    return found
