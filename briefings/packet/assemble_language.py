"""Report language of lines: what the coalition seeks by public decision, and what the reports say, word for word."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from appropriations.models import LanguageFound
from appropriations.selectors.languages import source_of
from briefings.packet.facts import Fact, Source
from briefings.packet.gather import source_of_decision, source_of_mark
from briefings.packet.lines import FoundLanguage, Language, LanguageSection, LineLanguage
from briefings.packet.prose import passage
from briefings.selectors.lines import LanguageRow, LineOnRecord
from common.citations import fiscal_year as fy


def language_section(records: Sequence[LineOnRecord], on: date) -> Sequence[LanguageSection]:
    """Return the section of report language; nothing where none is sought or found."""
    told = [(record, (*asked_language(record), *language_parts(record, on))) for record in records]
    lines = tuple(LineLanguage(record.line.name, parts) for record, parts in told if parts)
    return [LanguageSection("language", "Report language", lines)] if lines else []


def asked_language(record: LineOnRecord) -> tuple[Language, ...]:
    """Return the language that the year's adopted request proposes, unless a passage kept apart says it."""
    item = record.request
    if item is None or item.slate.decision is None:
        return ()
    kept = any(row.is_sought and row.language.slate_item_id == item.pk for row in record.languages)
    decision = item.slate.decision
    sample = item.slate.is_sample or decision.is_sample
    source, about = source_of_decision(decision), f"request:{item.pk}"
    sought = passage(item.report_language, source, sample=sample, about=about)
    return () if kept or sought is None else (Language(f"Proposed for {fy(record.fiscal_year)}", sought),)


def language_parts(record: LineOnRecord, on: date) -> tuple[Language, ...]:
    """Return the passages of a line with what each report says, newest year first."""
    return tuple(_part(row, on) for row in record.languages)


def _part(row: LanguageRow, on: date) -> Language:
    one = row.language
    source = Source(one.source, one.as_of, one.source_url)
    return Language(
        title=f"{fy(one.fiscal_year)}: {one.title}",
        sought=passage(one.sought, source, sample=one.is_sample) if row.is_sought else None,
        found=tuple(_found(text, on) for text in _in_order(row.found)),
    )


def _in_order(found: Iterable[LanguageFound]) -> list[LanguageFound]:
    order = ("house", "senate", "joint_statement")
    return sorted(found, key=lambda one: order.index(one.report))


def _found(one: LanguageFound, on: date) -> FoundLanguage:
    source = source_of_mark(source_of(one), on)
    words = f"{one.get_report_display()} ({source.label}): {one.get_outcome_display().lower()}"
    return FoundLanguage(
        Fact(words, source, sample=one.is_sample), passage(one.text, source, sample=one.is_sample)
    )
