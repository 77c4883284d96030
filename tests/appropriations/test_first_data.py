"""The money we ship: every figure read in a source is in the database exactly, and loading is safe to repeat."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from appropriations.cells import against_prior, read_cell, standing
from appropriations.models import (
    Amount,
    BundleBill,
    BundleSubcommittee,
    Line,
    LinePlacement,
    PublishedFigure,
    Slate,
)
from appropriations.selectors.amount_changes import changes_in_words, entries_of_amounts
from appropriations.selectors.figures import figures_by_line
from appropriations.services.amounts import change_amount, prefer_amount, withdraw_amount
from appropriations.services.first_data import BadFacts, load_amounts, load_first_data
from common.models import AuditEntry, LoadedFacts
from tests.appropriations.known_figures import (
    CELLS_OF_WORDS,
    EMPTY_LINES,
    ENROLLED,
    FIGURES,
    PUBLISHED,
    SUBCOMMITTEES,
)
from tests.factories.appropriations import AmountFactory, LineFactory
from tests.factories.decisions import DecisionFactory
from tests.factories.legislation import AuthorizationFactory, BillFactory, CommitteeFactory
from tests.factories.members import UserFactory, staff_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded():
    return list(load_first_data())


def dollars(millions: str) -> int:
    exact = Decimal(millions) * 1_000_000
    assert exact == exact.to_integral_value()
    return int(exact)


def test_every_figure_read_in_a_source_is_there_to_the_dollar(loaded):
    rows = Amount.objects.filter(is_sample=False, dollars__isnull=False)
    have = set(rows.values_list("line_id", "fiscal_year", "stage", "dollars", "nature"))
    missing = [figure for figure in FIGURES if (*figure[:3], dollars(figure[3]), figure[4]) not in have]
    assert missing == []


def test_cells_of_words_are_kept_as_words(loaded):
    have = set(Amount.objects.values_list("line_id", "fiscal_year", "stage", "kind"))
    assert [cell for cell in CELLS_OF_WORDS if cell not in have] == []


def test_a_line_of_which_nothing_is_known_says_why_and_has_no_amount(loaded):
    for slug in EMPTY_LINES:
        line = Line.objects.get(pk=slug)
        assert line.empty_reason.startswith("not found")
        assert not line.amounts.exists()


def test_every_line_has_a_figure_or_a_reason(loaded):
    silent = Line.objects.filter(empty_reason="", amounts__isnull=True)
    assert list(silent.values_list("pk", flat=True)) == []


def test_there_are_enough_lines_in_enough_departments(loaded):
    assert Line.objects.count() >= 14
    assert Line.objects.values("department").distinct().count() >= 5


def test_published_totals_belong_to_no_line(loaded):
    assert dict(PublishedFigure.objects.exclude(dollars=None).values_list("key", "dollars")) == dict(
        PUBLISHED
    )


def test_every_amount_names_its_document_and_day(loaded):
    assert not Amount.objects.filter(document="").exists()
    assert not Amount.objects.filter(as_of__gt=date(2026, 11, 21)).exists()


def test_unverified_figures_are_not_shipped(loaded):
    assert not Amount.objects.filter(line="state-pems", stage="enacted").exists()
    assert not Amount.objects.filter(line="dol-ilab", fiscal_year=2025, dollars__isnull=False).exists()


def test_without_the_sample_decision_no_sample_request_is_shipped(loaded):
    assert not Amount.objects.filter(is_sample=True).exists()


def test_only_the_slate_of_the_sample_coalition_is_sample():
    staff_member()
    DecisionFactory(number="2026-03", is_sample=True)
    list(load_first_data())
    sample = Amount.objects.filter(is_sample=True)
    assert set(sample.values_list("document", "fiscal_year", "stage")) == {
        ("FY 2027 requests to Congress, decision 2026-03", 2027, "to_congress")
    }
    assert set(Slate.objects.values_list("fiscal_year", "state", "is_sample")) == {
        (2027, "adopted", True),
        (2028, "draft", True),
    }
    assert "sample requests: left as they are" in list(load_first_data())


def test_the_two_figures_of_customs_for_fy_2023_stand_side_by_side(loaded):
    figures = figures_by_line(["dhs-cbp-forced-labor"])["dhs-cbp-forced-labor"]
    cell = standing(figures, 2023)
    assert cell.sources_differ
    assert cell.printed.dollars == 99_428_000
    assert cell.printed.preferred_reason
    assert [one.dollars for one in cell.rivals] == [101_000_000]


def test_the_part_of_ilab_in_fy_2024_never_shows_a_false_growth(loaded):
    figures = figures_by_line(["dol-ilab"])["dol-ilab"]
    current = standing(figures, 2026)
    assert current.printed.dollars == 116_125_000
    assert [part.dollars for part in current.parts] == [81_725_000]
    prior = against_prior(current.printed, figures)
    assert prior is None or prior.before is None
    assert standing(figures, 2024).printed.kind == "not_found"


def test_the_floor_for_foreign_assistance_holds_the_part_from_incle(loaded):
    part = Amount.objects.get(line="state-incle", fiscal_year=2026, stage="enacted")
    assert (part.dollars, part.parent.dollars) == (89_500_000, 105_625_000)


def test_parts_add_up_to_no_more_than_their_whole(loaded):
    for whole in Amount.objects.filter(parts__isnull=False).distinct():
        assert sum(part.dollars for part in whole.parts.all()) <= whole.dollars


def test_loading_twice_changes_nothing(loaded):
    before = list(Amount.objects.order_by("id").values())
    again = list(load_first_data())
    assert [line.rpartition(": ")[2] for line in again[:2]] == ["unchanged", "unchanged"]
    assert list(Amount.objects.order_by("id").values()) == before


def test_a_figure_that_a_person_chose_to_print_stays_the_printed_one(loaded):
    shipped = Amount.objects.get(key="doj-girls-2026-enacted")
    shipped.is_preferred = False
    shipped.save()
    own = AmountFactory(line=shipped.line, fiscal_year=2026, dollars=5_000_000, entered_by=UserFactory())
    LoadedFacts.objects.all().delete()
    list(load_first_data())
    figures = figures_by_line(["doj-girls"])["doj-girls"]
    assert standing(figures, 2026).printed.key == own.key


def test_a_shipped_figure_that_a_person_changed_or_withdrew_stays_as_they_left_it(loaded):
    by = staff_member()
    changed = Amount.objects.get(key="doj-girls-2026-enacted")
    change_amount(amount=changed, to={"dollars": 1}, reason="SAMPLE", by=by)
    gone = Amount.objects.get(key="doj-girls-2024-enacted")
    withdraw_amount(amount=gone, reason="SAMPLE", by=by)
    LoadedFacts.objects.all().delete()
    list(load_first_data())
    changed.refresh_from_db()
    gone.refresh_from_db()
    assert (changed.dollars, gone.withdrawn_reason) == (1, "SAMPLE")


def test_the_one_of_two_shipped_sources_that_a_person_chose_stays_the_printed_one(loaded):
    rival = Amount.objects.get(key="dhs-cbp-forced-labor-2023-enacted-senate-summary")
    prefer_amount(amount=rival, reason="SAMPLE", by=staff_member())
    LoadedFacts.objects.all().delete()
    list(load_first_data())
    figures = figures_by_line(["dhs-cbp-forced-labor"])["dhs-cbp-forced-labor"]
    assert standing(figures, 2023).printed.key == rival.key


def test_a_shipped_line_that_staff_changed_stays_as_they_left_it(loaded):
    Line.objects.filter(pk="dol-ilab").update(name="SAMPLE name", staff_changed_at=timezone.now())
    LoadedFacts.objects.all().delete()
    list(load_first_data())
    assert Line.objects.get(pk="dol-ilab").name == "SAMPLE name"


def test_the_hotline_is_placed_with_justice_in_the_year_that_was_read(loaded):
    placed = LinePlacement.objects.get(line="hhs-hotline")
    assert (placed.bundle_id, placed.first_fiscal_year, placed.last_fiscal_year) == ("cjs", 2017, 2017)
    assert placed.source
    assert Line.objects.get(pk="hhs-hotline").bundle_id == "labor-hhs"


def test_every_part_names_its_whole_or_says_that_it_is_not_known(loaded):
    lonely = Amount.objects.standing().filter(nature="of_which", parent=None)
    assert set(lonely.values_list("line_id", "fiscal_year")) == {
        ("dol-ilab", 2024),
        ("dhs-cbp-forced-labor", 2022),
    }


def test_only_requests_are_the_coalitions_own_word(loaded):
    own = Amount.objects.filter(source_kind="coalition")
    assert set(own.values_list("stage", flat=True)) == {"to_omb", "to_congress"}


def test_a_shipped_figure_that_changes_leaves_its_old_value_in_the_log(loaded):
    Amount.objects.filter(key="doj-girls-2026-enacted").update(dollars=1)
    LoadedFacts.objects.all().delete()
    list(load_first_data())
    entry = AuditEntry.objects.get(verb="changed shipped amount")
    assert (entry.detail["was"]["dollars"], entry.detail["now"]["dollars"]) == (1, 4_000_000)
    (told,) = changes_in_words(entries_of_amounts().filter(verb__contains="shipped"))
    assert {one.name for one in told.values} == {"dollars"}


def test_a_figure_no_longer_shipped_is_withdrawn_with_a_log_entry(loaded):
    AmountFactory(key="gone", entered_by=None)
    LoadedFacts.objects.all().delete()
    list(load_first_data())
    assert Amount.objects.get(key="gone").withdrawn_reason == "No longer in the table of shipped figures"
    assert AuditEntry.objects.filter(verb="withdrew shipped amount").count() == 1


def test_committees_and_authorizations_are_linked_once_they_are_known():
    assert any("12 committees" in line for line in load_first_data())
    for codes in SUBCOMMITTEES.values():
        for code in codes:
            CommitteeFactory(code=code, chamber="house" if code.startswith("h") else "senate")
    AuthorizationFactory(key="law-foreign-assistance", dollars=65_000_000)
    BillFactory(id="119-hr-8845", number=8845)
    list(load_first_data())
    for bundle, codes in SUBCOMMITTEES.items():
        found = BundleSubcommittee.objects.filter(bundle=bundle).order_by("chamber")
        assert tuple(found.values_list("committee_id", flat=True)) == codes
    assert Line.objects.get(pk="state-tip-assistance").authorizations.count() == 1
    assert BundleBill.objects.get(citation="H.R. 8845 (119th)").bill_id == "119-hr-8845"


DOCUMENTS = {"act": {"document": "SAMPLE Act", "url": "", "source_kind": "law", "as_of": "2026-11-21"}}


def small_table(*rows):
    return {"documents": DOCUMENTS, "amounts": list(rows), "published": []}


def row(line, **fields):
    return {"line": line, "year": 2020, "stage": "enacted", "document": "act", "dollars": 1, **fields}


def test_two_rows_of_one_name_are_refused_by_name():
    line = LineFactory(slug="sample")
    with pytest.raises(BadFacts, match="sample-2020-enacted twice"):
        load_amounts(facts=small_table(row(line.slug), row(line.slug)))


def test_a_part_of_an_amount_that_is_not_there_is_refused_by_name():
    LineFactory(slug="sample")
    part = row("sample", nature="of_which", part="half", parent="sample-2019-enacted")
    with pytest.raises(BadFacts, match="part of sample-2019-enacted"):
        load_amounts(facts=small_table(part))


def test_each_figure_of_the_enrolled_acts_is_the_one_we_print(loaded):
    every = figures_by_line({line for line, *_ in ENROLLED})
    for line, year, stage, millions, nature in ENROLLED:
        cell = read_cell(one for one in every[line] if (one.fiscal_year, one.stage) == (year, stage))
        shown = [(one.dollars, one.nature) for one in (cell.printed, *cell.parts)]
        assert (dollars(millions), nature) in shown, (line, year)
        assert not cell.sources_differ
