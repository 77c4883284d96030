"""Made-up rows for the style page. Nothing here is a fact, and the page says SAMPLE over all of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator

from common import dates, tracks
from common.chart_specs import Bar, YearAmount, bars_chart, years_chart
from common.charts import Chart
from common.choices import Tag
from common.sourcing import SourceMark

MILLION = 1_000_000
ICONS = (
    *(
        "home",
        "bills",
        "money",
        "plan",
        "decisions",
        "people",
        "packets",
        "lock",
        "menu",
        "person",
        "key",
        "bell",
    ),
    *("success", "info", "warning", "error", "refresh", "search", "print", "external"),
)
_INTRODUCED = date(2025, 2, 7)


class SampleForm(forms.Form):
    """One field of each kind; bound with errors by the style page."""

    title = forms.CharField(max_length=80, help_text="As it should stand on paper.")
    amount = forms.CharField(required=False, help_text="Dollars in millions, such as 105.625.")
    chamber = forms.ChoiceField(choices=[("house", "House"), ("senate", "Senate")])
    words = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}), required=False)
    live = forms.BooleanField(required=False, label="Live bills only")
    tags = forms.MultipleChoiceField(choices=Tag.choices, widget=forms.CheckboxSelectMultiple, required=False)


class SampleFilter:
    """What a FilterSet gives to the filter bar."""

    class Form(forms.Form):
        q = forms.CharField(label="Search", widget=forms.TextInput(attrs={"type": "search"}), required=False)
        congress = forms.ChoiceField(choices=[("119", "119th")], required=False)
        stage = forms.ChoiceField(choices=[("", "Any"), ("introduced", "Introduced")], required=False)

    def __init__(self) -> None:
        self.form = self.Form()


def track_rows() -> list[tuple[str, tuple[tracks.TrackStep, ...]]]:
    """Return named sample tracks, one for each way a track can look."""
    committee = _INTRODUCED + timedelta(days=165)
    house = _INTRODUCED + timedelta(days=240)
    day = timedelta(days=1)
    full = {"introduced": _INTRODUCED, "committee": committee, "house": house}
    law = {**full, "senate": house + 40 * day, "president": house + 50 * day, "law": house + 55 * day}
    early = {"introduced": _INTRODUCED, "committee": committee}
    return [
        ("In committee", tracks.build_track(origin="house", reached=early, note="ordered reported")),
        (
            "Passed one chamber, committee skipped",
            tracks.build_track(origin="house", reached={"introduced": _INTRODUCED, "house": house}),
        ),
        ("Became law", tracks.build_track(origin="house", reached=law, note="P.L. 000-000")),
        (
            "Died with its Congress",
            tracks.build_track(
                origin="senate", reached={"introduced": _INTRODUCED}, stopped="died with its Congress"
            ),
        ),
    ]


def family() -> dict[str, Any]:
    """Return a sample family strip."""
    named = dict(track_rows())

    def vehicle(citation: str, track: str, note: str = "") -> dict[str, Any]:
        return {
            "citation": citation,
            "url": "#",
            "title": f"SAMPLE {citation}",
            "track": named[track],
            "note": note,
        }

    return {
        "name": "SAMPLE reauthorization",
        "words": "Two live vehicles; the authorization of appropriations ended with a sample year.",
        "rows": [
            {
                "congress": 119,
                "live": True,
                "house": [vehicle("H.R. 0001", "In committee", "ordered reported Jul 22, 2025")],
                "senate": [vehicle("S. 0002", "Passed one chamber, committee skipped")],
            },
            {
                "congress": 118,
                "live": False,
                "house": [vehicle("H.R. 0003", "Died with its Congress")],
                "senate": [],
            },
        ],
    }


def charts() -> list[Chart]:
    """Return one sample chart of each kind."""
    years = [
        YearAmount(2022, 85 * MILLION),
        YearAmount(2023, None),
        YearAmount(2024, 88 * MILLION),
        YearAmount(2026, 83_500_000),
        YearAmount(2027, None, 95 * MILLION),
    ]
    stages = [
        Bar("Coalition to Congress", 95 * MILLION, "hollow"),
        Bar("President's budget", 80 * MILLION, "light"),
        Bar("House committee", 83_500_000, "light"),
        Bar("Senate committee", None),
        Bar("Enacted", 88 * MILLION),
    ]
    source = "SAMPLE figures, no document."
    return [
        years_chart("SAMPLE line, enacted by fiscal year", years, source=source),
        bars_chart("SAMPLE line, FY 2027 so far", stages, source=source),
    ]


def sources() -> dict[str, SourceMark]:
    """Return a fresh and a stale sample source."""
    today = dates.today()
    return {
        "fresh": SourceMark("SAMPLE Act, explanatory statement", "page 12", "#", today, "SAMPLE Person"),
        "stale": SourceMark("SAMPLE bill status", as_of=today - timedelta(days=19), goes_stale=True),
    }


def page() -> Page[int]:
    """Return the fourth of nine sample pages."""
    return Paginator(range(220), 25).page(4)


def moved() -> list[dict[str, Any]]:
    """Return sample sentences of what moved."""
    today = dates.today()
    marks = sources()
    return [
        {
            "on": today,
            "sentence": "SAMPLE S. 0002 gained 2 cosponsors, one from each party.",
            "url": "#",
            "source": marks["fresh"],
        },
        {
            "on": today - timedelta(days=2),
            "sentence": "SAMPLE H.R. 0001 was ordered reported by the committee.",
            "url": "#",
        },
        {
            "on": today - timedelta(days=5),
            "sentence": "SAMPLE line: the Senate committee keeps last year's figure.",
            "source": marks["stale"],
        },
    ]


def conflicts() -> list[dict[str, Any]]:
    """Return a second sample figure that contradicts the first."""
    return [{"amount": 99_428_000, "source": SourceMark("SAMPLE explanatory statement", "page 3")}]


def style_page() -> dict[str, Any]:
    """Return all that the style page shows, except drawn charts, which its view asks for."""
    return {
        "rests_on_sample": True,
        "tracks": track_rows(),
        "family": family(),
        "sources": sources(),
        "moved": moved(),
        "conflicts": conflicts(),
        "page": page(),
        "filter": SampleFilter(),
        "form": SampleForm(
            {"title": "", "amount": "a lot", "chamber": "senate", "words": "Sample", "live": "on"}
        ),
        "parties": ["R"] * 12 + ["D"] * 11,
        "states": {"ME": 2, "OR": 5, "CA": 9, "TX": 4, "NY": 7, "FL": 3, "OH": 1, "WA": 6, "DC": 8, "PR": 1},
        "tag_values": [Tag.LABOR, Tag.PREVENTION, Tag.PROTECTION],
        "decision": {"number": "0000-00", "decided_on": dates.today() - timedelta(days=30)},
        "jobs": _jobs(),
        "icons": ICONS,
    }


def _jobs() -> list[dict[str, Any]]:
    running = {
        "pk": "a",
        "is_open": True,
        "get_state_display": "Running",
        "progress_done": 7,
        "progress_total": 18,
    }
    running |= {"percent": 38, "progress_note": "SAMPLE: laying out the annex", "state": "running"}
    done = {"pk": "b", "is_open": False, "get_state_display": "Done", "state": "done"}
    failed = {"pk": "c", "is_open": False, "get_state_display": "Failed", "state": "failed"}
    failed |= {"error": "SAMPLE: the office S000000 is not a sitting one."}
    return [running, done, failed]
