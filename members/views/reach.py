"""The map of skills and reach (P7), and what a prospective organization would add; each also as a file."""

from __future__ import annotations

from urllib.parse import quote

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from common.access import member
from common.sheets import FileReply, Kind, Sheet, as_file
from members.filters import ReachFilter
from members.forms.organizations import ProspectForm
from members.models import Organization
from members.reach import NOUNS, Dimension, Effect
from members.selectors.reach import Comparison, compare, reach_map

EFFECT_WORDS = {
    Effect.NEW: "New: nobody brings it yet",
    Effect.STRENGTHENED: "From one organization to two",
    Effect.OVERLAP: "Two or more bring it already",
}


@member
@require_safe
def reach(request: HttpRequest) -> HttpResponse:
    """Where the member organizations work and what they bring, with the gaps."""
    rows = _filtered(request)
    found = reach_map(rows.qs)
    asked = "".join(f"{name}={quote(value)}&" for name, value in request.GET.items() if value)
    return render(
        request,
        "members/reach.html",
        {
            "filter": rows,
            "map": found,
            "state_url": f"{reverse('members:organizations')}?{asked}state=",
            "rests_on_sample": _members(request).filter(is_sample=True).exists(),
        },
    )


@member
@require_safe
def reach_file(request: HttpRequest, table: str, kind: Kind) -> FileReply:
    """One of the tables of the map, filtered as the page is."""
    found = reach_map(_filtered(request).qs)
    if table == "gaps":
        gaps = ((thin, one.name, one.count, one.who) for thin, one in found.thin)
        return as_file(Sheet(table, ("Kind", "Name", "Organizations", "Names"), gaps), kind)
    tables = {"states": found.states, "countries": found.countries, "skills": found.skills}
    if table not in tables:
        raise Http404("No such table.")
    headings = (
        {"states": "State", "countries": "Country", "skills": "Skill"}[table],
        "Organizations",
        "Names",
    )
    return as_file(Sheet(table, headings, ((one.name, one.count, one.who) for one in tables[table])), kind)


@member
@require_safe
def addition(request: HttpRequest) -> HttpResponse:
    """What a prospective organization would add: a saved one, or one described in the address."""
    form = ProspectForm(request.GET or None, prospects=_prospects(request))
    found = _addition(request, form)
    return render(
        request,
        "members/addition.html",
        {
            "form": form,
            "found": found,
            "organization": form.chosen,
            "tiles": _tiles(found) if found else {},
            "groups": _groups(found) if found else [],
            "rests_on_sample": _members(request).filter(is_sample=True).exists(),
        },
    )


@member
@require_safe
def addition_file(request: HttpRequest, kind: Kind) -> FileReply:
    """The same answer as a file."""
    found = _addition(request, ProspectForm(request.GET, prospects=_prospects(request)))
    if found is None:
        raise Http404("Nothing was asked.")
    rows = (
        (NOUNS[one.dimension][0], one.held.name, one.effect, one.held.count, one.held.who)
        for one in found.addition.items
    )
    headings = ("Kind", "Name", "Effect", "Members that bring it", "Names")
    return as_file(Sheet("addition", headings, rows), kind)


def _members(request: HttpRequest) -> QuerySet[Organization]:
    return Organization.objects.visible_to(request.user).active()


def _prospects(request: HttpRequest) -> QuerySet[Organization]:
    return Organization.objects.visible_to(request.user).prospects()


def _filtered(request: HttpRequest) -> ReachFilter:
    return ReachFilter(request.GET, queryset=_members(request))


def _addition(request: HttpRequest, form: ProspectForm) -> Comparison | None:
    """Return the answer, or None when nothing, or nothing valid, was asked."""
    if not form.is_valid() or form.footprint.is_empty:
        return None
    return compare(form.footprint, _members(request))


def _groups(found: Comparison) -> list[dict[str, object]]:
    """Return what it brings, by what that changes; empty groups are left out."""
    groups: list[dict[str, object]] = [
        {"title": words, "effect": effect.value, "items": found.addition.of(effect)}
        for effect, words in EFFECT_WORDS.items()
    ]
    return [group for group in groups if group["items"]]


def _tiles(found: Comparison) -> dict[str, object]:
    """Return the map with the prospective organization: its states outlined, and what it changes there in words."""
    states = [one for one in found.addition.items if one.dimension == Dimension.STATE]
    return {
        "values": found.before.by_state | {one.held.key: one.held.count + 1 for one in states},
        "words": {
            one.held.key: "new" if one.effect == Effect.NEW else f"{one.held.count} + 1" for one in states
        },
        "named": [one.held.key for one in states],
    }
