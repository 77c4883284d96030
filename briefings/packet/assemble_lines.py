"""Program lines one by one, in the order coalitions use: ask, authority, program, need, solution, language, history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from appropriations.asking import amount_in_words
from appropriations.cells import enacted_number
from appropriations.choices import ForWhom, Nature
from appropriations.models import LineEffect, SlateItem
from appropriations.selectors.printable_history import MOST_YEARS, printable_history
from appropriations.selectors.slate_requests import request_of
from briefings.packet.assemble_history import after_facts, history_chart, history_table, pictures
from briefings.packet.assemble_language import asked_language, language_parts
from briefings.packet.assemble_member_letters import letters_in_brief
from briefings.packet.facts import Fact, Source
from briefings.packet.gather import source_of_decision, source_of_mark
from briefings.packet.lines import LinePart, LinesSection
from briefings.packet.prose import Passage, passage
from briefings.selectors.lines import LineOnRecord
from common import charts, money
from common.citations import fiscal_year as fy
from common.sourcing import SourceMark
from legislation.models import Authorization
from legislation.selectors.authorizations import AuthorizationLine, authorization_lines

# So many provisions of bills are read beside a request; the family's brief has them all.
MOST_PROPOSED = 4
NOTHING_KNOWN = "nothing is known of it here yet"


def line_parts(
    records: Sequence[LineOnRecord], on: date, *, most_years: int = MOST_YEARS
) -> tuple[LinePart, ...]:
    """Return lines as they are printed."""
    made = [_line(record, on, most_years) for record in records]
    drawn = pictures([(f"chart-{part.anchor}", spec) for part, spec in made])
    return tuple(replace(part, chart=drawn.get(f"chart-{part.anchor}")) for part, _ in made)


def lines_section(records: Sequence[LineOnRecord], on: date) -> Sequence[LinesSection]:
    """Return the section of an office packet that tells the lines one by one; nothing without a line."""
    parts = line_parts(records, on)
    if not parts:
        return []
    told, unknown = told_and_unknown(parts)
    return [LinesSection("lines", "The lines one by one", told, unknown)]


def told_and_unknown(parts: Sequence[LinePart]) -> tuple[tuple[LinePart, ...], tuple[str, ...]]:
    """Return the lines there is something to tell of, and the others with the reason, in a few words each."""
    return (
        tuple(part for part in parts if not part.unknown),
        tuple(f"{part.name}: {part.unknown}." for part in parts if part.unknown),
    )


def _line(record: LineOnRecord, on: date, most_years: int) -> tuple[LinePart, charts.Chart | None]:
    line = record.line
    anchor = f"line-{line.pk}"
    history = printable_history(record.figures, record.fiscal_year, most_years)
    in_law, proposed = _authorized(record.authorizations, on)
    part = LinePart(
        anchor=anchor,
        name=line.name,
        placed=" · ".join(dict.fromkeys(filter(None, (line.department, line.agency, line.account)))),
        ask=_ask(record),
        without_ask=""
        if record.request
        else f"The public record of the coalition holds no request for {fy(record.fiscal_year)}.",
        against=_against(record, on),
        authority=in_law,
        proposed=proposed[:MOST_PROPOSED],
        more_proposed=_more(len(proposed) - MOST_PROPOSED),
        program=passage(line.what_it_does, _source_of_program(record, on), sample=line.is_sample),
        people=_effects(record, ForWhom.PEOPLE),
        economy=_effects(record, ForWhom.ECONOMY),
        solution=_solution(record.request),
        language=(*asked_language(record), *language_parts(record, on)),
        history=history_table(f"history-{line.pk}", line.name, history, on),
        after=after_facts(history, on),
        letters=letters_in_brief(record.letters, on),
    )
    if _is_empty(part):
        return replace(part, unknown=(line.empty_reason or NOTHING_KNOWN).rstrip(".")), None
    return part, history_chart(line.short_name or line.name, history)


def _is_empty(part: LinePart) -> bool:
    told = (part.ask, part.program, part.people, part.economy, part.language, part.history, part.after)
    return not any((*told, part.authority, part.proposed, part.letters))


def _source_of_program(record: LineOnRecord, on: date) -> Source:
    """What a line does is said by the document named with it; without one, by the coalition's own list of lines."""
    line = record.line
    days = [one.source.as_of for one in record.figures if one.source.document == line.what_it_does_source]
    mark = SourceMark(
        line.what_it_does_source or "Our own list of program lines", as_of=next(iter(days), None)
    )
    return source_of_mark(mark, on)


def _ask(record: LineOnRecord) -> Fact | None:
    if record.request is None:
        return None
    said = f"{amount_in_words(request_of(record.request))} for {fy(record.fiscal_year)}"
    return _decided(f"{said[0].upper()}{said[1:]}", record.request)


def _decided(text: str, item: SlateItem) -> Fact:
    return Fact(text, _decision_source(item), sample=_is_sample(item), about=f"request:{item.pk}")


def _decision_source(item: SlateItem) -> Source:
    if item.slate.decision is None:
        raise ValueError("An adopted slate rests on a decision.")
    return source_of_decision(item.slate.decision)


def _is_sample(item: SlateItem) -> bool:
    return item.slate.is_sample or bool(item.slate.decision and item.slate.decision.is_sample)


def _solution(item: SlateItem | None) -> Passage | None:
    if item is None:
        return None
    source, about = _decision_source(item), f"request:{item.pk}"
    return passage(item.justification, source, sample=_is_sample(item), about=about)


def _against(record: LineOnRecord, on: date) -> Fact | None:
    """Set a whole amount asked for against the whole in force the year before, where its sources agree."""
    item = record.request
    if item is None or item.dollars is None or item.nature != Nature.WHOLE:
        return None
    basis = enacted_number(record.figures, record.fiscal_year - 1)
    if (
        basis is None
        or basis.contested
        or basis.figure.nature != Nature.WHOLE
        or basis.figure.dollars is None
    ):
        return None
    given = basis.figure.dollars
    change = money.Change(given, item.dollars)
    side = "more than" if change.dollars > 0 else "less than"
    difference = "the same as" if change.dollars == 0 else f"{money.words(abs(change.dollars))} {side}"
    text = f"{difference} the {money.words(given)} in force in {basis.name}"
    source = source_of_mark(basis.figure.source, on)
    return Fact(f"{text[0].upper()}{text[1:]}", source, sample=basis.figure.is_sample or _is_sample(item))


def _effects(record: LineOnRecord, whom: ForWhom) -> tuple[Fact, ...]:
    return tuple(_effect(one) for one in record.effects if one.for_whom == whom)


def _effect(one: LineEffect) -> Fact:
    return Fact(one.text, Source(one.source, one.as_of, one.source_url), sample=one.is_sample)


def _authorized(rows: Sequence[Authorization], on: date) -> tuple[tuple[Fact, ...], tuple[Fact, ...]]:
    """Return what is in law and what bills propose, apart."""
    said = authorization_lines(rows, on)
    in_law = tuple(
        _authorization(one) for one in said if one.authorization.status == Authorization.Status.IN_LAW
    )
    proposed = tuple(
        _authorization(one) for one in said if one.authorization.status == Authorization.Status.PROPOSED
    )
    return in_law, proposed


def _more(many: int) -> str:
    if many < 1:
        return ""
    return f"and {'one more provision' if many == 1 else f'{many} more provisions'} proposed in bills"


def _authorization(one: AuthorizationLine) -> Fact:
    row = one.authorization
    cited = [row.law, row.bill.citation if row.bill else "", row.bill_version, row.usc_section]
    where = ", ".join(dict.fromkeys(filter(None, cited)))
    text = f"{where}: {row.name}, {one.amount}, {one.years}; {one.ends}"
    return Fact(text, Source(row.source, row.as_of, row.source_url))
