"""The first page and the count of fifty searches over the 117th and 119th Congress, against looking through titles.

The baseline reads less and finds less: words anywhere in the titles, by a plain scan. Left out where both Congresses
are not imported (docs/search.md says how).
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from functools import cache

from django.contrib.auth import get_user_model

from common.access import is_staff
from legislation.models import Bill
from legislation.search_query import BillQuery
from legislation.selectors.search import matching, page_of
from tests.bench.harness import LeftOutError, benchmark

LEAST_BILLS = 34_000
A_PAGE = 30
MEDIAN_MS, P95_MS = 30.0, 100.0
WORDS = (
    "trafficking",
    '"human trafficking"',
    '"sex trafficking"',
    '"labor trafficking"',
    '"forced labor"',
    '"labor trafficking" OR "forced labor" -children',
    '("labor trafficking" OR "forced labor") -children',
    "traffick*",
    "runaway homeless youth",
    '"homeless youth"',
    "survivor* AND services",
    "victims NOT immigration",
    '"child labor"',
    '"supply chain" AND (labor OR slavery)',
    '"debt bondage" OR peonage OR slavery',
    '"T visa" OR "U visa"',
    "visa -student",
    '"temporary workers" AND visa',
    "H-2A OR H-2B",
    '"unaccompanied alien children"',
    '"special immigrant juvenile"',
    "prostitution",
    '"sexual exploitation" AND online',
    '"child sexual abuse material"',
    '"section 230"',
    '"international adoption"',
    '"Uyghur forced labor"',
    "Xinjiang",
    '"seafood" AND "forced labor"',
    "procurement AND contractor AND trafficking",
    '"victim assistance"',
    '"Office for Victims of Crime"',
    '"Violence Against Women Act"',
    '"Trafficking Victims Protection Act"',
    "refugee* resettlement",
    "Guatemala OR Honduras OR Salvador",
    '"tier 3"',
    "appropriations AND Justice",
    "health",
    "tax",
    '"United States"',
    "education AND schools -charter",
)
SEARCHES = (
    *(BillQuery(q=words, scope="all") for words in WORDS),
    BillQuery(q="trafficking", scope="all", sort="relevance"),
    BillQuery(q='"human trafficking" OR "forced labor"', scope="all", sort="relevance"),
    BillQuery(q="children", scope="all", congress="119", chamber="senate"),
    BillQuery(q="labor", scope="all", party="D", sort="introduced"),
    BillQuery(q="trafficking", scope="all", committee="hsju00", sort="cosponsors"),
    BillQuery(q="immigration", scope="all", stage="reported"),
    BillQuery(q="HR 1144", scope="all"),
    BillQuery(scope="all", congress="117", chamber="house"),
)


@cache
def reader() -> object:
    staff = next((one for one in get_user_model().objects.all() if is_staff(one)), None)
    if staff is None:
        raise LeftOutError("nobody of a secretariat is here; run the setup first")
    return staff


def size() -> str:
    bills = Bill.objects.count()
    if bills < LEAST_BILLS:
        raise LeftOutError(f"{bills:,} bills are here; import the 117th and the 119th Congress first")
    return f"{bills:,} bills, {len(SEARCHES)} searches"


def look_through_titles() -> str:
    said = size()
    for one in SEARCHES:
        word = max(one.q.replace('"', " ").replace("*", "").split() or ["Act"], key=len)
        rows = Bill.objects.filter(title__icontains=word).order_by("-latest_action_on")
        rows.count()
        list(rows.values_list("pk", flat=True)[:A_PAGE])
    return said


@benchmark("search over two Congresses", baseline=look_through_titles, at_most=1.0)
def search_all() -> str:
    said = size()
    times = sorted(_milliseconds(lambda one=one: _first_page(one)) for one in SEARCHES)  # type: ignore[misc]
    median, p95 = statistics.median(times), statistics.quantiles(times, n=20)[-1]
    verdict = "" if median < MEDIAN_MS and p95 < P95_MS else " TOO SLOW"
    _check_plan()
    return f"{said}: median {median:.0f} ms, 95th percentile {p95:.0f} ms{verdict}"


def _first_page(query: BillQuery) -> None:
    list(page_of(query, reader(), 1, A_PAGE))


def _milliseconds(work: Callable[[], None]) -> float:
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def _check_plan() -> None:
    found = matching(BillQuery(q='"forced labor"'), Bill.objects.all()).order_by().values("pk")
    if "bill_search_vector" not in found.explain():
        raise AssertionError("the plan of a search does not use its index")
