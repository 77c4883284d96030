"""The enrolled Acts at hand: every figure we print from them is found again, and what is not ours stays out.

The Acts are beside this project, not in it; without them these tests are skipped and say so.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from appropriations.choices import LISTED_BEARINGS, Bearing, Bound, Nature
from appropriations.enrolled import LineWords, Phrase, Relation, find
from appropriations.sources import acts

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "appropriations"
FACTS = Path(__file__).resolve().parents[2] / "appropriations" / "facts"
ACTS = {
    "fy2024-cjs": "BILLS-118hr4366enr.xml",
    "fy2024-further": "BILLS-118hr2882enr.xml",
    "fy2026-cjs": "BILLS-119hr6938enr.xml",
    "fy2026": "BILLS-119hr7148enr.xml",
}
pytestmark = pytest.mark.skipif(
    not all((SHARED / name).is_file() for name in ACTS.values()),
    reason="the enrolled Acts are not beside this project (../shared/data/appropriations)",
)


def shipped(name):
    return json.loads((FACTS / name).read_text(encoding="utf-8"))


@cache
def lines():
    phrases = shipped("act_phrases.json")["phrases"]
    return tuple(
        LineWords(
            row["slug"],
            (row["name"], *row.get("former_names", [])),
            row["account"],
            tuple(
                Phrase(each["words"], each.get("heading", ""), each.get("part", False))
                for each in phrases
                if each["line"] == row["slug"]
            ),
            row.get("within", ""),
        )
        for row in shipped("lines.json")["lines"]
    )


@cache
def candidates(document):
    name = ACTS[document]
    return find(acts.read((SHARED / name).read_bytes(), name), lines())


def of_line(document, slug):
    return [
        each
        for each in candidates(document)
        for named in each.lines
        if named.slug == slug and named.relation != Relation.AMONG_OTHERS
    ]


def one(document, slug, dollars):
    (found,) = [each for each in of_line(document, slug) if each.dollars == dollars]
    return found


@pytest.mark.parametrize(
    ("slug", "document", "dollars", "year"),
    [
        ("doj-victim-services", "fy2024-cjs", 88_000_000, 2024),
        ("doj-victim-services", "fy2026-cjs", 83_500_000, 2026),
        ("state-tip-assistance", "fy2024-further", 111_000_000, 2024),
        ("state-tip-assistance", "fy2026", 105_625_000, 2026),
        ("doj-girls", "fy2024-cjs", 4_000_000, 2024),
        ("doj-girls", "fy2026-cjs", 4_000_000, 2026),
        ("dol-ilab", "fy2026", 116_125_000, 2026),
        ("dol-ilab", "fy2026", 81_725_000, 2026),
        ("dol-ilab", "fy2024-further", 81_725_000, 2024),
        ("hhs-tvpa-tvra", "fy2024-further", 49_755_000, 2024),
        ("hhs-tvpa-tvra", "fy2026", 49_755_000, 2026),
        ("hud-yhdp", "fy2024-cjs", 107_000_000, 2024),
        ("hud-yhdp", "fy2026", 107_000_000, 2026),
        ("state-incle", "fy2024-further", 89_500_000, 2024),
        ("state-incle", "fy2026", 89_500_000, 2026),
        ("dhs-blue-campaign", "fy2024-further", 5_000_000, 2024),
        ("ed-homeless-children", "fy2026", 129_000_000, 2026),
    ],
)
def test_each_figure_is_found_for_its_line_and_fiscal_year(slug, document, dollars, year):
    found = one(document, slug, dollars)
    assert found.fiscal_year == year
    assert found.bearing in LISTED_BEARINGS[:2]


@pytest.mark.parametrize("document", ["fy2024-further", "fy2026"])
def test_the_floor_abroad_is_not_less_than_and_holds_that_of_its_account(document):
    whole = {"fy2024-further": 111_000_000, "fy2026": 105_625_000}[document]
    floor, part = (
        one(document, "state-tip-assistance", whole),
        one(document, "state-incle", 89_500_000),
    )
    assert (floor.nature, floor.enclosing) == (Nature.NOT_LESS_THAN, None)
    assert (part.nature, part.bound, part.enclosing.dollars) == (Nature.OF_WHICH, Bound.FLOOR, whole)


def test_the_account_of_fiscal_year_2026_has_its_new_name():
    said = one("fy2026", "state-tip-assistance", 105_625_000).sentence
    assert "“National Security Investment Programs”" in said
    assert "“Economic Support Fund”" in one("fy2024-further", "state-tip-assistance", 111_000_000).sentence


def test_the_bureaus_whole_is_named_in_2026_and_only_its_part_in_2024():
    whole, part = one("fy2026", "dol-ilab", 116_125_000), one("fy2026", "dol-ilab", 81_725_000)
    assert (whole.nature, whole.enclosing.dollars) == (Nature.WHOLE, 362_877_000)
    assert (part.nature, part.enclosing.dollars) == (Nature.OF_WHICH, 116_125_000)
    assert part.available == "through December 31, 2026"
    named = {each.dollars: each.proposed for each in of_line("fy2024-further", "dol-ilab")}
    assert named == {81_725_000: Nature.WHOLE, 30_175_000: Nature.OF_WHICH}
    assert one("fy2024-further", "dol-ilab", 81_725_000).available == "through December 31, 2024"


@pytest.mark.parametrize(
    ("document", "account", "others"),
    [("fy2024-further", "6,327,214,000", "6,277,459,000"), ("fy2026", "5,163,956,000", "5,114,201,000")],
)
def test_what_the_refugee_account_leaves_is_by_subtraction_and_shows_its_sum(document, account, others):
    left = one(document, "hhs-tvpa-tvra", 49_755_000)
    assert left.nature == Nature.BY_SUBTRACTION
    assert left.note == f"By subtraction: ${account} for the account less ${others} for its other purposes."


@pytest.mark.parametrize(("document", "inside"), [("fy2024-cjs", 55_000_000), ("fy2026-cjs", 50_500_000)])
def test_the_grants_for_girls_stand_inside_delinquency_prevention(document, inside):
    girls = one(document, "doj-girls", 4_000_000)
    assert (girls.nature, girls.proposed, girls.enclosing.dollars) == (Nature.OF_WHICH, Nature.WHOLE, inside)
    assert girls.where.endswith("Juvenile Justice Programs, paragraph (3)(A)")


def test_every_shipped_figure_of_these_acts_is_confirmed_by_their_words():
    missing = []
    for row in shipped("amounts.json")["amounts"]:
        if row["document"] not in ACTS or row.get("kind", "dollars") != "dollars":
            continue
        found = [each for each in of_line(row["document"], row["line"]) if each.dollars == row["dollars"]]
        natures = {nature for each in found for nature in (each.nature, each.proposed)}
        # The Act of FY 2024 does not name the bureau's whole, so its words do not say "of which" either.
        natures |= {Nature.OF_WHICH} if row.get("part") == "longer-available" else set()
        if row.get("nature", "whole") not in natures or {each.fiscal_year for each in found} != {row["year"]}:
            missing.append((row["line"], row["year"], row["dollars"]))
    assert missing == []


# What is not ours


ELSEWHERE = ("High Intensity Drug", "wildlife", "United States Attorney", "enterprises", "food security")


def test_of_the_sentences_known_to_be_ours_none_is_missed_and_of_the_others_none_is_listed():
    """Each row of the table read by hand: those that are ours are listed, those that only look like it are not."""
    table = json.loads((SHARED / "trafficking_amounts_from_enrolled_text.json").read_text(encoding="utf-8"))
    by_file = {name: document for document, name in ACTS.items()}
    ours, listed_wrongly, missed = 0, [], []
    rows = [row for row in table if row["file"] in by_file]
    for row in rows:
        dollars = int(row["amount"].strip("$,").replace(",", ""))
        listed = {
            each.dollars for each in candidates(by_file[row["file"]]) if each.bearing in LISTED_BEARINGS
        }
        is_ours = not any(words in row["text"] for words in ELSEWHERE)
        ours += is_ours
        if is_ours and dollars not in listed:
            missed.append(row["text"])
        if not is_ours and dollars in listed:
            listed_wrongly.append(row["text"])
    assert (len(rows), ours) == (16, 8)
    assert (missed, listed_wrongly) == ([], [])


def test_what_looks_like_ours_is_named_as_not_ours():
    not_ours = {
        each.dollars: each.reasons
        for document in ACTS
        for each in candidates(document)
        if each.bearing == Bearing.NOT_OURS
    }
    assert not_ours[298_579_000] == ("drug control areas",)
    assert not_ours[118_750_000] == not_ours[89_063_000] == ("trafficking in drugs, arms or wildlife",)
    assert not_ours[15_000_000] == ("care of unaccompanied children",)


def test_the_lists_stay_short_enough_to_be_read():
    listed = {
        document: sum(each.bearing in LISTED_BEARINGS for each in candidates(document)) for document in ACTS
    }
    assert listed == {"fy2024-cjs": 6, "fy2024-further": 13, "fy2026-cjs": 3, "fy2026": 15}
