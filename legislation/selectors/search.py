"""The one search for bills, behind the list, its files and feeds, and watches."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.contrib.postgres.search import SearchQuery, SearchRank
from django.core.paginator import Page, Paginator
from django.db import connection
from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from common.dates import congress_day
from legislation.endings import ENDINGS_ASKED
from legislation.models import Bill, FamilyBill
from legislation.querysets import cited
from legislation.search_query import ALL, RELEVANCE, BillQuery
from legislation.search_words import All, Node, Not, Term, WordsError, read_words

CONFIG = "english"
# From so many on, a search reads along the index of its order and is not counted by Congress.
MANY = 3000
# The share of D, C, B and A: the text itself, summaries, subjects, titles.
_WEIGHTS = [0.05, 0.2, 0.4, 1.0]
_NEWEST = (F("latest_action_on").desc(nulls_last=True), "-congress_id", "bill_type", "number")
_NEWEST_OF_FEW = (Coalesce("latest_action_on", Value(date.min)).desc(), *_NEWEST[1:])
_ORDERS: dict[str, tuple[Any, ...]] = {
    "": _NEWEST,
    "introduced": (F("introduced_on").desc(nulls_last=True), "pk"),
    "cosponsors": (F("cosponsor_count").desc(nulls_last=True), *_NEWEST),
    "number": ("-congress_id", "bill_type", "number"),
}
_PLAIN_FIELDS = {
    "congress": "congress_id",
    "chamber": "origin_chamber",
    "type": "bill_type",
    "sponsor": "sponsor_id",
    "party": "sponsor_party__startswith",
    "introduced_from": "introduced_on__gte",
    "introduced_to": "introduced_on__lte",
    "acted_from": "latest_action_on__gte",
    "acted_to": "latest_action_on__lte",
}
_PERIODS = (
    ("introduced_from", "introduced_to", "introduction"),
    ("acted_from", "acted_to", "the latest action"),
)


def search(query: BillQuery, user: Any, *, many: bool = False) -> QuerySet[Bill]:
    """Return the bills `user` may see that fit the query, in its order; `pages.bills_by_id` reads a page of them.

    Tracked ones unless all are asked for or a number is looked up; none when the words cannot be searched for
    (`problem_with` says why). `many` says that thousands fit: the first of them are then read along the index of
    the order. Of few, which may be old, the index would be read to its end: those are sorted.
    """
    found = matching(query, Bill.objects.visible_to(user))
    if query.scope != ALL and not is_lookup(query):
        found = found.tracked()  # type: ignore[attr-defined]
    if query.sort == RELEVANCE and (words := words_of(query)) is not None:
        rank = SearchRank(F("search__vector"), words, weights=_WEIGHTS)
        return found.annotate(rank=rank).order_by("-rank", *_NEWEST)
    order = _ORDERS.get(query.sort, _NEWEST)
    return found.order_by(*(_NEWEST_OF_FEW if order is _NEWEST and query.q and not many else order))


def page_of(query: BillQuery, user: Any, number: Any, size: int) -> Page[str]:
    """Return a page of the ids of what fits, in two queries; a number that is no page gives the first or the last."""
    found = search(query, user)
    total = found.count()
    if total > MANY:
        found = search(query, user, many=True)
    paginator = Paginator(found.values_list("pk", flat=True), size)
    paginator.__dict__["count"] = total  # a cached property: counted once
    return paginator.get_page(number)


def by_congress(query: BillQuery, user: Any, total: int) -> dict[int, int]:
    """Return how many of the `total` found each Congress has, the newest first; nothing for many or for one alone."""
    if query.congress or not 0 < total <= MANY:
        return {}
    counted = search(query, user).order_by().values_list("congress").annotate(bills=Count("pk"))
    found = dict(sorted(counted, reverse=True))
    return found if len(found) > 1 else {}


def matching(query: BillQuery, among: QuerySet[Bill]) -> QuerySet[Bill]:
    """Return those of `among` that fit the query, tracked or not, in no order: what a watch looks at."""
    found = _with_words(query, among)
    fields = ((field, getattr(query, name)) for name, field in _PLAIN_FIELDS.items())
    found = found.filter(**{field: value for field, value in fields if value})
    for name, narrow in _NARROWED.items():
        if value := getattr(query, name):
            found = narrow(found, value)
    return found


def is_lookup(query: BillQuery) -> bool:
    """Whether a bill's or law's number is typed, which is looked up among all bills."""
    return cited(query.q) is not None


def problem_with(query: BillQuery) -> str:
    """Return in words why nothing can be searched for with these words, or "" when it can."""
    for first, last, of in _PERIODS:
        if (begins := getattr(query, first)) and (ends := getattr(query, last)) and begins > ends:
            return f"The days of {of} end before they begin."
    if not query.q or is_lookup(query):
        return ""
    try:
        words = read_words(query.q)
    except WordsError as error:
        return str(error)
    sign = _what_remains(_as_tsquery(words))
    if not sign:
        return f"“{query.q}” is in nearly every bill or means nothing by itself. Add a word that tells more."
    # "T" is how the database says that its index cannot answer: only words to leave out remain.
    return "Say also what to look for: the other words are in nearly every bill." if sign == "T" else ""


def words_of(query: BillQuery) -> Any | None:
    """Return the words of a query as the database reads them, or None when there are none it can use."""
    if not query.q or is_lookup(query):
        return None
    try:
        return _as_tsquery(read_words(query.q))
    except WordsError:
        return None


def _with_words(query: BillQuery, among: QuerySet[Bill]) -> QuerySet[Bill]:
    if not query.q:
        return among
    citation = cited(query.q)
    if citation is not None:
        return among.filter(citation)
    words = words_of(query)
    return among.none() if words is None else among.filter(search__vector=words)


def _as_tsquery(node: Node, *, leave_out: bool = False) -> Any:
    """Build the database's own query; NOT is carried down to the words, which are all that can be inverted."""
    if isinstance(node, Not):
        return _as_tsquery(node.part, leave_out=not leave_out)
    if isinstance(node, Term):
        return _term(node, leave_out=leave_out)
    parts = [_as_tsquery(each, leave_out=leave_out) for each in node.parts]
    both = isinstance(node, All) != leave_out
    whole = parts[0]
    for part in parts[1:]:
        whole = whole & part if both else whole | part
    return whole


def _term(term: Term, *, leave_out: bool) -> SearchQuery:
    if term.starts:
        return SearchQuery(f"'{term.text}':*", config=CONFIG, search_type="raw", invert=leave_out)
    kind = "phrase" if term.is_phrase else "plain"
    return SearchQuery(term.text, config=CONFIG, search_type=kind, invert=leave_out)


def _what_remains(words: Any) -> str:
    """Return what the index is asked: nothing when all words are passed over, "T" when it cannot be asked."""
    resolved = words.resolve_expression(Bill.objects.all().query)
    sql, params = Bill.objects.all().query.get_compiler(connection=connection).compile(resolved)
    with connection.cursor() as cursor:
        # The words are parameters; what is put together here is the shape Django gives the expression.
        cursor.execute(f"SELECT querytree({sql})", params)
        (sign,) = cursor.fetchone()
    return str(sign)


def _in_stage(found: QuerySet[Bill], stage: str) -> QuerySet[Bill]:
    # What the end of a Congress made of a bill is told by the day, and so is no stage that is stored.
    return found.ending(stage) if stage in ENDINGS_ASKED else found.filter(stage=stage)  # type: ignore[attr-defined]


def _in_family(found: QuerySet[Bill], slug: str) -> QuerySet[Bill]:
    return found.filter(pk__in=FamilyBill.objects.filter(family=slug).values("bill"))


def _with_committee(found: QuerySet[Bill], code: str) -> QuerySet[Bill]:
    return found.filter(Q(bill_committees__committee=code))


def _with_subject(found: QuerySet[Bill], subject: str) -> QuerySet[Bill]:
    return found.filter(subjects__contains=[subject])


def _stale(found: QuerySet[Bill], _asked: bool) -> QuerySet[Bill]:  # noqa: FBT001 - each filter is called alike
    now = timezone.now()
    since = now - timedelta(days=settings.STALE_AFTER_DAYS)
    return found.stale(since).filter(congress__ends_on__gt=congress_day())  # type: ignore[attr-defined,no-any-return]


_NARROWED: dict[str, Callable[[QuerySet[Bill], Any], QuerySet[Bill]]] = {
    "stage": _in_stage,
    "family": _in_family,
    "committee": _with_committee,
    "subject": _with_subject,
    "stale": _stale,
}
