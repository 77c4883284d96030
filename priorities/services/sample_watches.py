"""Watches of the sample coalition, so that a demonstration has something in its triage; made once."""

from __future__ import annotations

from django.db import transaction

from decisions.models import Decision
from legislation.models import Watch
from legislation.search_query import BillQuery
from legislation.selectors.watches import staff_today
from legislation.services.watches import make_watch
from priorities.services.triage_intake import take_in

# name, words, whether what fits the shipped bills comes into triage
_WATCHES = (
    (
        "SAMPLE Forced labor and supply chains",
        '"forced labor" OR "labor trafficking" OR "supply chain"',
        True,
    ),
    ("SAMPLE Children who are exploited online", "child* AND exploit* AND (online OR internet)", True),
    ("SAMPLE Visas for victims", '"T visa" OR "U visa" OR "continued presence"', False),
)


@transaction.atomic
def make_sample_watches() -> str:
    """Make the sample watches where the sample decisions are and nobody has made one; return a line of summary."""
    by = staff_today().first()
    if Watch.objects.exists() or by is None or not Decision.objects.filter(is_sample=True).exists():
        return "left as they are"
    for name, words, tell_existing in _WATCHES:
        query = BillQuery(q=words, congress="119")
        make_watch(name=name, query=query, by=by, responsible=by, tell_existing=tell_existing)
    return f"{len(_WATCHES)} watches, {len(take_in())} bills in triage"
