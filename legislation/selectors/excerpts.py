"""Where the words of a search stand in the bills of one page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.search import SearchHeadline
from django.db.models import Func, QuerySet, TextField, Value
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, NullIf

from legislation.marking import APART, START, STOP, Excerpt, best_passage, has_hit, parts_of
from legislation.models import Bill
from legislation.search_query import BillQuery
from legislation.selectors.search import CONFIG, words_of

# Of a longer text only this much is looked through for a passage to show: enough for all but a few.
_LOOKED_THROUGH = 150_000
_PASSAGE = {"max_words": 32, "min_words": 12, "max_fragments": 1}

_OTHER_TITLES = """(SELECT string_agg(DISTINCT title.text, %s) FROM legislation_title AS title
    WHERE title.bill_id = legislation_bill.id)"""
_SUBJECTS = "array_to_string(legislation_bill.subjects, %s)"
_SUMMARY = """(SELECT regexp_replace(string_agg(summary.text, ' ' ORDER BY summary.acted_on DESC NULLS LAST),
        '<[^>]*>', ' ', 'g')
    FROM legislation_summary AS summary WHERE summary.bill_id = legislation_bill.id)"""
_TEXT = """(SELECT left((SELECT string_agg(part #>> '{}', ' ') FROM jsonb_path_query(content, 'strict $.**') AS part
        WHERE jsonb_typeof(part) = 'string'), %s)
    FROM legislation_billtext WHERE measure = legislation_bill.id
    ORDER BY published_on DESC NULLS LAST, legislation_billtext.id DESC LIMIT 1)"""


def excerpts(bill_ids: Sequence[str], query: BillQuery) -> dict[str, Excerpt]:
    """Return, for the bills of a page, their titles with the words marked and one passage each that holds them.

    Two queries whatever their number; none when no words are searched for. The text itself, which is long, is
    looked through only where nothing else of the bill holds the words.
    """
    words = words_of(query)
    if words is None or not bill_ids:
        return {}
    bills = Bill.objects.filter(pk__in=bill_ids).order_by()
    found = {row["pk"]: _excerpt(row) for row in _marked(bills, words)}
    bare = [key for key, one in found.items() if not has_hit(one.title) and not one.passage]
    for row in _in_texts(bills.filter(pk__in=bare), words):
        if START in (row["passage"] or ""):
            found[row["pk"]] = Excerpt(found[row["pk"]].title, "Text", parts_of(row["passage"]))
    return found


def _marked(bills: QuerySet[Bill], words: Any) -> QuerySet[Bill, Any]:
    def every(sql: str) -> SearchHeadline:
        return _headline(RawSQL(sql, [APART]), words, highlight_all=True)  # noqa: S611 - no words of anybody in it

    return bills.annotate(
        called=_headline(Coalesce(NullIf("short_title", Value("")), "title"), words, highlight_all=True),
        other=every(_OTHER_TITLES),
        named=every(_SUBJECTS),
        area=_headline("policy_area", words, highlight_all=True),
        summary=_headline(RawSQL(_SUMMARY, []), words, **_PASSAGE),  # noqa: S611 - as above
    ).values("pk", "called", "other", "named", "area", "summary")


def _in_texts(bills: QuerySet[Bill], words: Any) -> QuerySet[Bill, Any]:
    text = RawSQL(_TEXT, [_LOOKED_THROUGH])  # noqa: S611 - as above
    return bills.annotate(passage=_headline(text, words, **_PASSAGE)).values("pk", "passage")


def _headline(text: Any, words: Any, **options: Any) -> SearchHeadline:
    """The database's own marking; signs that a source might hold itself are taken out first."""
    clean = Func(text, Value(START + STOP), Value("  "), function="translate", output_field=TextField())
    return SearchHeadline(clean, words, config=CONFIG, start_sel=START, stop_sel=STOP, **options)


def _excerpt(row: dict[str, Any]) -> Excerpt:
    title = parts_of(row["called"] or "")
    passages = (
        ("Summary", best_passage(row["summary"] or "")),
        ("Also called", () if has_hit(title) else best_passage(row["other"] or "")),
        ("Subject", best_passage(row["named"] or "") or best_passage(row["area"] or "")),
    )
    where, passage = next(((name, each) for name, each in passages if each), ("", ()))
    return Excerpt(title, where, passage)
