"""The command `find_amounts`, the readings that are kept, and what people make of each candidate."""

from __future__ import annotations

import io
import json

import pytest
from django.core.management import CommandError, call_command

from appropriations.cells.said import NewAmount
from appropriations.choices import Bearing, CandidateState, CellKind, Nature, SourceKind, Stage
from appropriations.models import ActCandidate, ActReading, Amount, Line
from appropriations.selectors.acts import candidate_rows, whole_of, words_of_lines
from appropriations.services.amounts import withdraw_amount
from appropriations.services.answer_candidates import (
    AlreadyAnswered,
    accept_candidate,
    reject_candidate,
    reopen_candidate,
)
from appropriations.services.find_amounts import UnreadableAct, find_amounts, keep_reading
from common.dates import today
from common.models import AuditEntry
from tests.appropriations.sample_act import NAME, PATH, WHOLE
from tests.factories.acts import ActCandidateFactory
from tests.factories.appropriations import AmountFactory, LineFactory
from tests.factories.legislation import BillFactory
from tests.factories.members import staff_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def lines():
    """Lines by names that the sample Act uses."""
    abroad = LineFactory(
        slug="sample-abroad", name="Activities to combat trafficking in persons internationally"
    )
    return {
        "abroad": abroad,
        "incle": LineFactory(
            slug="sample-incle",
            name="SAMPLE narcotics control",
            account="International Narcotics Control and Law Enforcement",
            within=abroad,
        ),
        "ilab": LineFactory(slug="dol-ilab", name="Bureau of International Labor Affairs"),
        "girls": LineFactory(slug="sample-girls", name="Grants to prevent trafficking of girls"),
    }


def run(*options):
    out, err = io.StringIO(), io.StringIO()
    call_command("find_amounts", *options, stdout=out, stderr=err)
    return out.getvalue(), err.getvalue()


def said(candidate, **changes):
    given = {
        "line": candidate.line_id,
        "fiscal_year": candidate.fiscal_year,
        "stage": candidate.stage,
        "kind": CellKind.DOLLARS,
        "dollars": candidate.dollars,
        "nature": candidate.proposed,
        "document": candidate.reading.document,
        "page": candidate.page,
        "source_kind": SourceKind.LAW,
        "as_of": today(),
    }
    return NewAmount(**(given | changes))


# The command


def test_the_command_lists_amounts_with_section_whole_and_availability(lines):
    out, _ = run(str(PATH))
    assert out.startswith("SAMPLE Appropriations Act, 2026 (H.R. 9100, 119th), enrolled: FY 2026\n")
    assert (
        "$105,625,000  not less than\n  Division F, title VII, section 7060(g)(1) · FY 2026 · Enacted\n"
        in out
    )
    assert "$89,500,000  of which (not less than), inside $105,625,000 shall be made available" in out
    assert "$81,725,000  of which, inside $116,125,000 shall be for the Bureau of International Labor" in out
    assert "; available through December 31, 2026\n" in out
    assert "; available until expended as its account\n" in out
    assert "298,579,000" not in out
    assert out.rstrip().endswith("more that are not ours (--all lists them). None is saved as a figure.")


def test_all_lists_what_is_not_ours_too_with_the_reason(lines):
    out, _ = run(str(PATH), "--all")
    assert "$298,579,000" in out
    assert "Not ours: drug control areas" in out


def test_one_line_is_asked_for_by_its_slug_or_its_name(lines):
    by_slug, _ = run(str(PATH), "--line", "dol-ilab")
    by_name, _ = run(str(PATH), "--line", "international labor")
    assert by_slug == by_name
    assert "4 candidates for Bureau of International Labor Affairs." in by_slug


def test_a_line_that_no_sentence_names_says_what_was_looked_for():
    LineFactory(slug="sample-none", name="SAMPLE program of no Act", former_names=["SAMPLE old name"])
    out, _ = run(str(PATH), "--line", "sample-none")
    assert "0 candidates" in out
    assert (
        "No sentence with an amount names it. Looked for: SAMPLE program of no Act; SAMPLE old name." in out
    )


def test_json_gives_the_same_to_programs(lines):
    out, _ = run(str(PATH), "--json", "--line", "sample-incle")
    found = json.loads(out)
    assert found["act"] == {
        "bill": "119-hr-9100",
        "title": "SAMPLE Appropriations Act, 2026",
        "document": "SAMPLE Appropriations Act, 2026 (H.R. 9100, 119th), enrolled",
        "fiscal_year": 2026,
    }
    (one,) = found["candidates"]
    assert (one["dollars"], one["nature"], one["inside"]["dollars"]) == (89_500_000, "of_which", 105_625_000)


@pytest.mark.parametrize(
    ("options", "code", "words"),
    [
        (["/nowhere/ACT.xml"], 2, "There is no such file"),
        ([str(PATH), "--line", "nothing of this name"], 2, "no line is named so"),
        ([str(PATH), "--line", "sample"], 2, "several lines are named so: sample-1, sample-2"),
        ([__file__], 1, "test_find_amounts.py: is not well-formed XML"),
    ],
)
def test_what_cannot_be_done_says_why_and_how_to_go_on(options, code, words):
    for number in (1, 2):
        LineFactory(slug=f"sample-{number}", name=f"SAMPLE line {number}")
    with pytest.raises(CommandError) as refused:
        run(*options)
    assert (refused.value.returncode, words in str(refused.value)) == (code, True)


def test_the_command_saves_nothing(lines):
    run(str(PATH))
    assert not Amount.objects.exists()
    assert not ActReading.objects.exists()


def test_for_review_keeps_candidates_and_still_no_figure(lines):
    _, err = run(str(PATH), "--for-review")
    reading = ActReading.objects.get()
    assert reading.get_absolute_url() in err
    assert reading.candidates.exists()
    assert not Amount.objects.exists()


def test_former_names_and_names_of_a_span_of_years_are_looked_for():
    line = LineFactory(slug="sample-line", name="SAMPLE", former_names=["SAMPLE former name"])
    for year, name in ((2019, ""), (2020, "SAMPLE name then")):
        line.placements.create(
            bundle=line.bundle,
            first_fiscal_year=year,
            last_fiscal_year=year,
            name_then=name,
            as_of=today(),
            source="SAMPLE",
        )
    (words,) = words_of_lines()
    assert words.names == ("SAMPLE", "SAMPLE former name", "SAMPLE name then")


def test_each_known_phrase_is_one_of_a_line_that_is_shipped():
    from appropriations.selectors.acts import PHRASES
    from appropriations.services.first_data import LINES

    slugs = {row["slug"] for row in json.loads(LINES.read_text(encoding="utf-8"))["lines"]}
    assert {row["line"] for row in json.loads(PHRASES.read_text(encoding="utf-8"))["phrases"]} <= slugs


# What is kept


def test_a_kept_reading_knows_its_act_and_the_bill_where_that_is_here(lines):
    bill = BillFactory(number=9100)
    by = staff_member()
    reading = keep_reading(data=WHOLE, name="../dir/" + NAME, by=by)
    assert (reading.file_name, reading.bill, reading.fiscal_year, reading.read_by) == (NAME, bill, 2026, by)
    whole = reading.candidates.get(dollars=105_625_000)
    assert (whole.line, whole.nature, whole.page) == (
        lines["abroad"],
        Nature.NOT_LESS_THAN,
        "Division F, section 7060(g)(1)",
    )
    part = reading.candidates.get(dollars=89_500_000)
    assert (part.line, part.enclosing_dollars, part.get_bound_display()) == (
        lines["incle"],
        105_625_000,
        "Not less than",
    )
    assert AuditEntry.objects.filter(verb="read an Act for amounts", actor_id=by.pk).exists()


def test_an_act_read_twice_is_one_act_and_what_was_decided_stays(lines):
    by = staff_member()
    first = keep_reading(data=WHOLE, name=NAME, by=by)
    count = first.candidates.count()
    rejected = reject_candidate(candidate=first.candidates.get(dollars=3_000_000), by=by, reason="SAMPLE why")
    second = keep_reading(data=WHOLE, name="another name.xml", by=by)
    assert second.pk == first.pk
    assert second.candidates.count() == count
    rejected.refresh_from_db()
    assert (rejected.state, rejected.reason) == (CandidateState.REJECTED, "SAMPLE why")


def test_another_file_of_the_same_act_asks_anew(lines):
    by = staff_member()
    first = keep_reading(data=WHOLE, name=NAME, by=by)
    reject_candidate(candidate=first.candidates.get(dollars=3_000_000), by=by)
    other = keep_reading(data=WHOLE + b"\n", name=NAME, by=by)
    assert other.candidates.get(dollars=3_000_000).state == CandidateState.OPEN


def test_what_is_a_figure_already_is_marked_as_known(lines):
    figure = AmountFactory(line=lines["ilab"], dollars=116_125_000, is_sample=False)
    reading = keep_reading(data=WHOLE, name=NAME, by=None)
    row = reading.candidates.get(dollars=116_125_000)
    assert (row.state, row.amount) == (CandidateState.KNOWN, figure)


def test_a_figure_withdrawn_since_is_no_longer_known_at_the_next_reading(lines):
    figure = AmountFactory(line=lines["ilab"], dollars=116_125_000, is_sample=False)
    keep_reading(data=WHOLE, name=NAME, by=None)
    withdraw_amount(amount=figure, reason="SAMPLE", by=staff_member())
    row = keep_reading(data=WHOLE, name=NAME, by=None).candidates.get(dollars=116_125_000)
    assert row.state == CandidateState.OPEN


def test_other_dollars_of_the_same_nature_differ_and_parts_do_not(lines):
    whole = AmountFactory(line=lines["ilab"], dollars=100_000_000, is_sample=False)
    AmountFactory(
        line=lines["ilab"], dollars=50_000_000, nature=Nature.OF_WHICH, parent=whole, is_sample=False
    )
    reading = keep_reading(data=WHOLE, name=NAME, by=None)
    rows = {row.candidate.dollars: row for row in candidate_rows(reading.candidates.select_related("amount"))}
    assert rows[116_125_000].compared.standing == "differs"
    assert [each.pk for each in rows[116_125_000].compared.figures] == [whole.pk]
    assert rows[81_725_000].compared.standing == "new"


def test_figures_of_a_sample_neither_make_known_nor_differ(lines):
    AmountFactory(line=lines["ilab"], dollars=1_000_000, is_sample=True)
    reading = keep_reading(data=WHOLE, name=NAME, by=None)
    (row,) = candidate_rows([reading.candidates.get(dollars=116_125_000)])
    assert row.compared.standing == "new"


def test_the_account_for_many_purposes_is_no_figure_to_accept(lines):
    reading = keep_reading(data=WHOLE, name=NAME, by=None)
    rows = {row.candidate.dollars: row for row in candidate_rows(reading.candidates.all())}
    assert not rows[900_000_000].is_figure
    assert rows[88_000_000].is_figure
    assert not rows[7_000_000].is_figure


def test_an_unreadable_file_keeps_nothing():
    with pytest.raises(UnreadableAct):
        keep_reading(data=b"<bill/>", name=NAME, by=None)
    assert not ActReading.objects.exists()


def test_a_reading_for_one_line_leaves_out_the_others(lines):
    found = find_amounts(data=WHOLE, name=NAME, line="sample-girls")
    assert [each.dollars for each in found.candidates] == [4_000_000]


# The answers


def test_an_accepted_candidate_is_a_figure_with_the_act_as_its_source():
    row, by = ActCandidateFactory(), staff_member()
    made = accept_candidate(candidate=row, said=said(row), by=by)
    row.refresh_from_db()
    assert (row.state, row.amount, row.decided_by) == (CandidateState.ACCEPTED, made, by)
    assert (made.dollars, made.document, made.entered_by) == (10_000_000, row.reading.document, by)
    assert AuditEntry.objects.filter(verb="accepted an amount of an Act", actor_id=by.pk).exists()


def test_a_part_is_accepted_with_the_figure_that_holds_it(lines):
    by = staff_member()
    reading = keep_reading(data=WHOLE, name=NAME, by=by)
    whole_row, part_row = (reading.candidates.get(dollars=each) for each in (105_625_000, 89_500_000))
    assert whole_of(part_row, part_row.line_id) is None
    whole = accept_candidate(candidate=whole_row, said=said(whole_row), by=by)
    assert whole_of(part_row, part_row.line_id) == whole
    part = accept_candidate(candidate=part_row, said=said(part_row, parent=whole.key), by=by)
    assert (part.parent, part.nature) == (whole, Nature.OF_WHICH)


def test_a_candidate_is_answered_once():
    row, by = ActCandidateFactory(), staff_member()
    accept_candidate(candidate=row, said=said(row), by=by)
    with pytest.raises(AlreadyAnswered, match="accepted as a figure meanwhile by"):
        reject_candidate(candidate=row, by=by)
    assert Amount.objects.count() == 1


def test_a_rejection_can_be_taken_back():
    row, by = ActCandidateFactory(), staff_member()
    reject_candidate(candidate=row, by=by, reason="SAMPLE why")
    reopened = reopen_candidate(candidate=row, by=by)
    assert (reopened.state, reopened.decided_by, reopened.reason) == (CandidateState.OPEN, None, "")


def test_an_acceptance_stands_as_long_as_its_figure_does():
    row, by = ActCandidateFactory(), staff_member()
    made = accept_candidate(candidate=row, said=said(row), by=by)
    with pytest.raises(AlreadyAnswered, match="Withdraw the figure"):
        reopen_candidate(candidate=row, by=by)
    withdraw_amount(amount=made, reason="SAMPLE", by=by)
    assert reopen_candidate(candidate=row, by=by).state == CandidateState.OPEN


def test_nothing_is_recorded_where_the_figure_is_refused():
    row = ActCandidateFactory()
    with pytest.raises(Exception, match="fiscal year"):
        accept_candidate(candidate=row, said=said(row, fiscal_year=1900), by=staff_member())
    row.refresh_from_db()
    assert row.state == CandidateState.OPEN


def test_candidates_are_work_in_hand_of_staff_only():
    from tests.factories.members import representative

    ActCandidateFactory()
    assert ActCandidate.objects.visible_to(staff_member()).count() == 1
    assert not ActCandidate.objects.visible_to(representative()).exists()
    assert not ActReading.objects.visible_to(representative()).exists()


def test_the_database_refuses_an_acceptance_without_a_figure():
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        ActCandidateFactory(state=CandidateState.ACCEPTED)


def test_stages_and_bearings_are_kept_as_the_act_has_them(lines):
    reading = keep_reading(data=WHOLE, name=NAME, by=None)
    assert reading.candidates.get(dollars=2_000_000).stage == Stage.RESCISSION
    assert reading.candidates.get(dollars=7_000_000).bearing == Bearing.AMENDS_LAW
    assert set(Line.objects.values_list("pk", flat=True)) >= {
        row.line_id for row in reading.candidates.exclude(line=None)
    }


def test_two_amounts_of_the_same_dollars_are_not_both_known_by_one_figure(lines):
    doubled = WHOLE.replace(b"$16,000,000 shall be for the Tribal Youth Program",
                            b"$4,000,000 shall be for grants to prevent trafficking of girls")  # fmt: skip
    AmountFactory(line=lines["girls"], dollars=4_000_000, is_sample=False)
    reading = keep_reading(data=doubled, name=NAME, by=None)
    states = sorted(reading.candidates.filter(dollars=4_000_000).values_list("state", flat=True))
    assert states == [CandidateState.KNOWN, CandidateState.OPEN]


def test_a_known_part_of_a_line_is_part_of_the_figure_we_print_for_it(lines):
    printed = AmountFactory(line=lines["ilab"], dollars=116_125_000, is_sample=False)
    reading = keep_reading(data=WHOLE, name=NAME, by=None)
    floor = reading.candidates.get(dollars=30_175_000)
    assert (floor.line, floor.relation) == (lines["ilab"], "part of its figure")
    assert whole_of(floor, floor.line_id) == printed
