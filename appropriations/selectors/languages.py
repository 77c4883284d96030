"""Report language: the list with the outcome of each passage, and one passage beside what each document says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, QuerySet

from appropriations.choices import LanguageOutcome, ReportKind
from appropriations.found_language import Outcome, outcome_of
from appropriations.models import LanguageFound, Line, ReportLanguage, SlateItem
from appropriations.selectors.kept_history import Change, changes_of
from common.sourcing import SourceMark
from common.word_diff import Piece, has_changed, word_diff
from members.models import User

ON_A_LINE = 12


@dataclass(frozen=True)
class ReportCell:
    """What one report made of a passage; empty where nothing is known of it."""

    report: str
    label: str
    outcome: str = ""
    source: SourceMark | None = None


@dataclass(frozen=True)
class LanguageRow:
    """A passage in a list, with what each report made of it and its outcome over all."""

    language: ReportLanguage
    reports: tuple[ReportCell, ...]
    outcome: Outcome


@dataclass(frozen=True)
class FoundText:
    """What a report says, beside what was sought: the pieces are empty where there is nothing to compare."""

    found: LanguageFound
    source: SourceMark
    pieces: tuple[Piece, ...]

    @property
    def is_as_sought(self) -> bool:
        """Whether the report says word for word what was sought."""
        return bool(self.pieces) and not has_changed(list(self.pieces))


@dataclass(frozen=True)
class ReportPlace:
    """One of the three documents of a passage, with its text or without."""

    report: str
    label: str
    text: FoundText | None


@dataclass(frozen=True)
class Clearance:
    """A phrase of which a person said that it is mentioned and not asked for."""

    phrase: str
    sentence: str
    who: str
    at: datetime


@dataclass(frozen=True)
class LanguagePage:
    """Everything the page of a passage shows."""

    language: ReportLanguage
    outcome: Outcome
    source: SourceMark
    places: tuple[ReportPlace, ...]
    withdrawn: tuple[LanguageFound, ...]
    clearances: tuple[Clearance, ...]
    carried_to: tuple[ReportLanguage, ...]
    changes: tuple[Change, ...]
    has_sample: bool


def languages_for(user: Any) -> QuerySet[ReportLanguage]:
    """Return the passages a person may see, the newest year first."""
    rows: QuerySet[ReportLanguage] = ReportLanguage.objects.visible_to(user).standing()
    return rows.select_related("line__bundle").order_by(
        "-fiscal_year", "line__bundle__position", "line__sort_key", "title"
    )


def language_rows(languages: Sequence[ReportLanguage]) -> list[LanguageRow]:
    """Return passages as a list shows them; one query however many."""
    found: dict[int, dict[str, LanguageFound]] = {}
    rows = LanguageFound.objects.standing().filter(language__in=[one.pk for one in languages])
    for row in rows.defer("text"):
        found.setdefault(row.language_id, {})[row.report] = row
    return [_row(one, found.get(one.pk, {})) for one in languages]


def language_page(language: ReportLanguage) -> LanguagePage:
    """Return the page of a passage, its documents compared with what was sought."""
    rows = list(language.found.select_related("bill", "entered_by", "withdrawn_by"))
    standing = {row.report: row for row in rows if not row.withdrawn_at}
    people = _people(language)
    return LanguagePage(
        language=language,
        outcome=_outcome(standing),
        source=SourceMark(
            language.source,
            url=language.source_url,
            as_of=language.as_of,
            entered_by=str(language.entered_by or ""),
        ),
        places=tuple(
            ReportPlace(report.value, str(report.label), _text(standing.get(report.value), language))
            for report in ReportKind
        ),
        withdrawn=tuple(row for row in rows if row.withdrawn_at),
        clearances=tuple(
            Clearance(
                one["phrase"],
                one["sentence"],
                people.get(one["by"], "somebody"),
                datetime.fromisoformat(one["at"]),
            )
            for one in language.clearances
        ),
        carried_to=tuple(language.carried_to.standing()),
        changes=changes_of([language, *rows], label=_named),
        has_sample=language.is_sample or any(row.is_sample for row in standing.values()),
    )


def languages_of_line(line: Line) -> list[LanguageRow]:
    """Return the newest passages of a line."""
    rows = ReportLanguage.objects.standing().filter(line=line).select_related("line__bundle")
    return language_rows(list(rows[:ON_A_LINE]))


def item_to_take(user: Any, pk: str) -> SlateItem | None:
    """Return the item of a slate whose report language is to be taken over, if the person may see it."""
    if not pk.isdigit():
        return None
    items: QuerySet[SlateItem] = SlateItem.objects.visible_to(user).filter(pk=pk).exclude(report_language="")
    return items.select_related("slate", "line").first()


def _row(language: ReportLanguage, found: Mapping[str, LanguageFound]) -> LanguageRow:
    cells = tuple(
        ReportCell(
            report.value,
            str(report.label),
            str(LanguageOutcome(one.outcome).label),
            source_of(one),
        )
        if (one := found.get(report.value))
        else ReportCell(report.value, str(report.label))
        for report in ReportKind
    )
    return LanguageRow(language, cells, _outcome(found))


def _outcome(found: Mapping[str, LanguageFound]) -> Outcome:
    return outcome_of({report: one.outcome for report, one in found.items()})


def source_of(one: LanguageFound) -> SourceMark:
    """Return the citation of what a report says."""
    return SourceMark(one.document, one.page, one.url, one.as_of, note=one.note)


def _text(one: LanguageFound | None, language: ReportLanguage) -> FoundText | None:
    if one is None:
        return None
    comparable = bool(one.text and language.sought)
    pieces = tuple(word_diff(_plain(language.sought), _plain(one.text))) if comparable else ()
    return FoundText(one, source_of(one), pieces)


def _plain(text: str) -> str:
    """The words alone: how a text is wrapped or indented is no difference."""
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines() if line.strip())


def _people(language: ReportLanguage) -> dict[int, str]:
    ids = {one["by"] for one in language.clearances}
    return {one.pk: str(one) for one in User.objects.filter(pk__in=ids)} if ids else {}


def _named(row: Any) -> str:
    return str(row.get_report_display()) if isinstance(row, LanguageFound) else "What is sought"


def with_found(languages: QuerySet[ReportLanguage]) -> Iterable[ReportLanguage]:
    """Return passages with the texts of their reports, for a file; two queries."""
    standing = LanguageFound.objects.standing()
    return languages.prefetch_related(Prefetch("found", queryset=standing, to_attr="texts"))
