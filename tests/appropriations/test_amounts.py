"""Figures as people keep them: recorded, changed, withdrawn, chosen to be printed, undone; nothing silently lost."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from appropriations.choices import CellKind, Nature, SourceKind, Stage
from appropriations.models import Amount, ChangeSet, Line
from appropriations.services.amount_checks import in_words
from appropriations.services.amounts import (
    AmountError,
    ChangedSince,
    Done,
    NewAmount,
    change_amount,
    change_amounts,
    prefer_amount,
    record_amount,
    record_amounts,
    undo_change,
    withdraw_amount,
)
from common.citations import fiscal_year as fy
from common.dates import today
from common.models import AuditEntry
from members.models import User
from tests.factories.appropriations import LineFactory
from tests.factories.members import staff_member

pytestmark = pytest.mark.django_db
WHY = "SAMPLE reason"


@pytest.fixture
def keeper() -> User:
    return staff_member()


@pytest.fixture
def line() -> Line:
    made: Line = LineFactory(slug="sample-line", short_name="SAMPLE line")
    return made


def said(**fields: Any) -> NewAmount:
    return NewAmount(
        **{
            "line": "sample-line",
            "fiscal_year": 2026,
            "stage": Stage.ENACTED,
            "kind": CellKind.DOLLARS,
            "dollars": 10_000_000,
            "document": "SAMPLE Act",
            "source_kind": SourceKind.LAW,
            "as_of": date(2026, 11, 2),
        }
        | fields
    )


def printed(year: int = 2026, stage: str = Stage.ENACTED) -> list[Amount]:
    return list(Amount.objects.printed().filter(fiscal_year=year, stage=stage))


def cell(year: int, line: str = "SAMPLE line") -> str:
    return f"{line}, {fy(year)}, Enacted"


def problem_fields(refused: AmountError) -> list[str]:
    return [one.field for one in refused.problems]


# --- recording ---


def test_the_first_figure_of_a_cell_is_printed_and_says_who_entered_it(line: Line, keeper: User) -> None:
    one = record_amount(said=said(words="  of which something "), by=keeper).amount

    assert printed() == [one]
    assert (one.dollars, one.entered_by, one.words) == (10_000_000, keeper, "of which something")
    assert one.key.startswith("sample-line-2026-enacted-")


def test_a_second_source_stands_beside_the_first(line: Line, keeper: User) -> None:
    first = record_amount(said=said(), by=keeper).amount
    record_amount(said=said(dollars=11_000_000, document="SAMPLE summary"), by=keeper)

    assert printed() == [first]
    assert Amount.objects.count() == 2


def test_what_a_source_says_is_printed_where_nothing_had_been_found(line: Line, keeper: User) -> None:
    record_amount(said=said(kind=CellKind.NOT_FOUND, dollars=None, words="not read"), by=keeper)
    found = record_amount(said=said(document="SAMPLE Act at hand"), by=keeper).amount

    assert printed() == [found]
    assert found.preferred_reason == "A source was found."
    record_amount(said=said(kind=CellKind.NOT_FOUND, dollars=None, words="nor here", document="C"), by=keeper)
    assert printed() == [found]


def test_a_second_source_with_a_reason_is_printed_instead(line: Line, keeper: User) -> None:
    record_amount(said=said(because="it was the only one"), by=keeper)
    record_amount(said=said(dollars=11_000_000, document="SAMPLE summary", because=WHY), by=keeper)

    assert [(one.dollars, one.preferred_reason) for one in printed()] == [(11_000_000, WHY)]
    beside = Amount.objects.get(dollars=10_000_000)
    assert (beside.is_preferred, beside.preferred_reason) == (False, "")


def test_of_one_lot_the_last_with_a_reason_is_printed(line: Line, keeper: User) -> None:
    done = record_amounts(
        said=[said(), said(dollars=11, document="B", because=WHY), said(dollars=12, document="C")], by=keeper
    )

    assert [one.is_preferred for one in done.amounts] == [False, True, False]


def test_a_part_is_recorded_with_its_whole_in_one_lot(line: Line, keeper: User) -> None:
    part = said(nature=Nature.OF_WHICH, dollars=4_000_000, words="for training", parent="sample-whole")
    done = record_amounts(said=[part, said(key="sample-whole")], by=keeper)

    assert done.amounts[0].parent == done.amounts[1]
    assert done.amounts[0].is_inner


def test_a_part_of_an_outer_lines_figure_is_the_figure_of_its_own_cell(line: Line, keeper: User) -> None:
    LineFactory(slug="sample-inner", within=line)
    whole = record_amount(said=said(), by=keeper).amount
    part = record_amount(
        said=said(line="sample-inner", nature=Nature.OF_WHICH, dollars=4, parent=whole.key), by=keeper
    ).amount
    second = record_amount(
        said=said(line="sample-inner", nature=Nature.OF_WHICH, dollars=5, parent=whole.key), by=keeper
    ).amount

    assert (part.is_inner, part.is_preferred, second.is_preferred) == (False, True, False)


def test_each_change_is_in_the_audit_log_with_what_was_and_what_is(line: Line, keeper: User) -> None:
    one = record_amount(said=said(), by=keeper).amount
    change_amount(amount=one, to={"dollars": 12_000_000, "page": "section 7"}, reason=WHY, by=keeper)

    newest, oldest = AuditEntry.objects.about("appropriations.amount", one.pk)
    assert (oldest.verb, oldest.detail["was"], oldest.detail["now"]["dollars"]) == (
        "recorded figure",
        {},
        10_000_000,
    )
    assert (newest.verb, newest.actor_id, newest.detail["reason"]) == ("changed figure", keeper.pk, WHY)
    assert newest.detail["was"] == {"dollars": 10_000_000, "page": ""}
    assert newest.detail["now"] == {"dollars": 12_000_000, "page": "section 7"}


def test_a_lot_is_written_whole_or_not_at_all_and_every_problem_is_named(line: Line, keeper: User) -> None:
    lot = [said(), said(fiscal_year=2025, kind=CellKind.WORDS, dollars=None), said(line="sample-none")]
    with pytest.raises(AmountError) as refused:
        record_amounts(said=lot, by=keeper)

    told = [(one.row, one.field, one.where) for one in refused.value.problems]
    assert told == [(1, "words", cell(2025)), (2, "line", cell(2026, "sample-none"))]
    assert not Amount.objects.exists()
    assert not ChangeSet.objects.exists()


def test_what_the_database_refuses_is_told_with_its_cell(line: Line) -> None:
    bad = Amount(
        key="sample-bad",
        line=line,
        fiscal_year=2026,
        stage=Stage.TO_CONGRESS,
        kind=CellKind.DOLLARS,
        dollars=-5,
        document="SAMPLE",
        source_kind=SourceKind.PRESS,
        as_of=date(2026, 11, 2),
    )
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Amount.objects.bulk_create([bad])

    told = in_words(refused.value, [bad], {line.slug: line})
    (problem,) = told.problems
    assert (problem.where, problem.row) == (f"SAMPLE line, {fy(2026)}, Request to Congress", 0)
    assert problem.message == "A request asks for new budget authority, so it is not below zero."


def test_a_copy_of_what_is_there_is_refused(line: Line, keeper: User) -> None:
    record_amount(said=said(page="section 7"), by=keeper)

    with pytest.raises(AmountError, match=f"{cell(2026)}: This document's figure is here already"):
        record_amount(said=said(page="section 7"), by=keeper)
    with pytest.raises(AmountError, match="is here already"):
        record_amounts(said=[said(fiscal_year=2025), said(fiscal_year=2025)], by=keeper)


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"dollars": None}, "dollars"),
        ({"dollars": 10**15}, "dollars"),
        ({"dollars": -1}, "dollars"),
        ({"dollars": -1, "stage": Stage.TO_OMB}, "dollars"),
        ({"dollars_high": 11_000_000}, "dollars_high"),
        ({"kind": CellKind.RANGE}, "dollars_high"),
        ({"kind": CellKind.RANGE, "dollars_high": 10_000_000}, "dollars_high"),
        ({"kind": CellKind.TBD}, "dollars"),
        ({"kind": CellKind.WORDS, "dollars": None}, "words"),
        ({"kind": CellKind.TBD, "dollars": None, "is_about": True}, "is_about"),
        ({"kind": CellKind.PRIOR_RATE, "dollars": None}, "rate_of_fiscal_year"),
        ({"kind": CellKind.PRIOR_RATE, "dollars": None, "rate_of_fiscal_year": 2026}, "rate_of_fiscal_year"),
        ({"rate_of_fiscal_year": 2024}, "rate_of_fiscal_year"),
        ({"document": "  "}, "document"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"as_of": today() + timedelta(days=2)}, "as_of"),
        ({"fiscal_year": 1889}, "fiscal_year"),
        ({"stage": "markup"}, "stage"),
        ({"kind": "money"}, "kind"),
        ({"nature": "half"}, "nature"),
        ({"source_kind": "rumor"}, "source_kind"),
        ({"stage": Stage.TRANSFER, "source_kind": SourceKind.COALITION}, "source_kind"),
        ({"parent": "nowhere", "nature": Nature.OF_WHICH}, "parent"),
    ],
)
def test_what_cannot_be_names_its_field(line: Line, keeper: User, fields: dict[str, Any], field: str) -> None:
    with pytest.raises(AmountError) as refused:
        record_amount(said=said(**fields), by=keeper)

    assert field in problem_fields(refused.value)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": CellKind.RANGE, "dollars_high": 12_000_000},
        {"kind": CellKind.NOT_APPLICABLE, "dollars": None},
        {"kind": CellKind.WORDS, "dollars": None, "words": "language"},
        {"kind": CellKind.PRIOR_RATE, "dollars": None, "rate_of_fiscal_year": 2024},
        {"stage": Stage.RESCISSION, "dollars": -5_000_000},
        {"is_about": True},
    ],
)
def test_cells_that_are_no_plain_number_are_taken(line: Line, keeper: User, fields: dict[str, Any]) -> None:
    assert record_amount(said=said(**fields), by=keeper).amount.pk


@pytest.mark.parametrize(
    ("whole", "part", "field"),
    [
        ({}, {"fiscal_year": 2025}, "parent"),
        ({}, {"stage": Stage.TO_CONGRESS}, "parent"),
        ({}, {"nature": Nature.WHOLE}, "nature"),
        ({"line": "sample-other"}, {}, "parent"),
    ],
)
def test_a_whole_is_of_the_same_line_year_and_sort_of_stage(
    line: Line, keeper: User, whole: dict[str, Any], part: dict[str, Any], field: str
) -> None:
    LineFactory(slug="sample-other")
    held = record_amount(said=said(**whole), by=keeper).amount

    with pytest.raises(AmountError) as refused:
        record_amount(
            said=said(**{"nature": Nature.OF_WHICH, "parent": held.key, "dollars": 4} | part), by=keeper
        )
    assert field in problem_fields(refused.value)


def test_a_part_larger_than_its_whole_is_taken_because_sources_do_conflict(line: Line, keeper: User) -> None:
    whole = record_amount(said=said(), by=keeper).amount

    assert record_amount(
        said=said(nature=Nature.OF_WHICH, parent=whole.key, dollars=20_000_000), by=keeper
    ).amount.pk


# --- changing, withdrawing, choosing ---


def test_nothing_is_changed_without_a_reason(line: Line, keeper: User) -> None:
    one = record_amount(said=said(), by=keeper).amount

    for refused in (
        lambda: change_amount(amount=one, to={"dollars": 1}, reason=" ", by=keeper),
        lambda: withdraw_amount(amount=one, reason="", by=keeper),
        lambda: prefer_amount(amount=one, reason="", by=keeper),
    ):
        with pytest.raises(AmountError, match="Say why"):
            refused()


def test_a_change_that_changes_nothing_leaves_no_trace(line: Line, keeper: User) -> None:
    one = record_amount(said=said(), by=keeper).amount

    assert change_amount(amount=one, to={"dollars": 10_000_000}, reason=WHY, by=keeper).change is None
    assert AuditEntry.objects.about("appropriations.amount", one.pk).count() == 1


def test_a_change_is_checked_like_a_new_figure(line: Line, keeper: User) -> None:
    one = record_amount(said=said(), by=keeper).amount

    with pytest.raises(AmountError, match="upper end"):
        change_amount(amount=one, to={"kind": CellKind.RANGE}, reason=WHY, by=keeper)
    with pytest.raises(AmountError, match="withdraw it and record it anew"):
        change_amount(amount=one, to={"fiscal_year": 2025}, reason=WHY, by=keeper)


def test_a_figure_whose_nature_changes_yields_to_the_one_printed_there(line: Line, keeper: User) -> None:
    floor = record_amount(said=said(nature=Nature.NOT_LESS_THAN), by=keeper).amount
    whole = record_amount(said=said(dollars=9), by=keeper).amount
    change_amount(amount=floor, to={"nature": Nature.WHOLE}, reason=WHY, by=keeper)

    assert printed() == [whole]


def test_an_amount_is_never_a_part_of_itself(line: Line, keeper: User) -> None:
    LineFactory(slug="sample-inner", within=line)
    whole = record_amount(said=said(nature=Nature.OF_WHICH), by=keeper).amount
    part = record_amount(said=said(nature=Nature.OF_WHICH, parent=whole.key, dollars=4), by=keeper).amount

    with pytest.raises(AmountError, match="no part of itself"):
        change_amount(amount=whole, to={"parent": part.key}, reason=WHY, by=keeper)


def test_a_withdrawn_figure_stays_with_its_reason_and_is_no_longer_printed(line: Line, keeper: User) -> None:
    one = record_amount(said=said(), by=keeper).amount
    withdraw_amount(amount=one, reason=WHY, by=keeper)

    one.refresh_from_db()
    assert one.withdrawn_reason == WHY
    assert printed() == []
    with pytest.raises(AmountError, match=f"{cell(2026)}: this figure was withdrawn"):
        withdraw_amount(amount=one, reason=WHY, by=keeper)


def test_when_one_of_two_is_withdrawn_the_other_is_printed(line: Line, keeper: User) -> None:
    first, second = record_amounts(said=[said(), said(dollars=11, document="B")], by=keeper).amounts
    withdraw_amount(amount=first, reason=WHY, by=keeper)

    assert printed() == [second]


def test_when_several_are_left_somebody_says_which_is_printed(line: Line, keeper: User) -> None:
    first, _, third = record_amounts(
        said=[said(), said(dollars=11, document="B"), said(dollars=12, document="C")], by=keeper
    ).amounts
    with pytest.raises(AmountError, match="2 sources are left"):
        withdraw_amount(amount=first, reason=WHY, by=keeper)

    withdraw_amount(amount=first, reason=WHY, by=keeper, print_instead=third)
    assert printed() == [third]


def test_a_whole_does_not_go_while_a_part_of_it_stands(line: Line, keeper: User) -> None:
    whole = record_amount(said=said(), by=keeper).amount
    record_amount(said=said(nature=Nature.OF_WHICH, parent=whole.key, dollars=4), by=keeper)

    with pytest.raises(AmountError, match="A part of it stands"):
        withdraw_amount(amount=whole, reason=WHY, by=keeper)


def test_the_printed_figure_is_chosen_with_a_reason(line: Line, keeper: User) -> None:
    first, second = record_amounts(said=[said(), said(dollars=11, document="B")], by=keeper).amounts
    prefer_amount(amount=second, reason=WHY, by=keeper)

    assert printed() == [second]
    entry = AuditEntry.objects.about("appropriations.amount", first.pk).first()
    assert entry.verb == "chose the printed figure"
    assert (entry.detail["was"], entry.detail["now"]) == ({"is_preferred": True}, {"is_preferred": False})


def test_the_database_keeps_two_figures_from_being_printed_in_one_cell(line: Line, keeper: User) -> None:
    _, second = record_amounts(said=[said(), said(dollars=11, document="B")], by=keeper).amounts

    with pytest.raises(IntegrityError, match="amount_one_printed_per_cell"), transaction.atomic():
        Amount.objects.filter(pk=second.pk).update(is_preferred=True)


# --- undoing ---


def two_sources(keeper: User) -> tuple[Amount, Amount]:
    first, second = record_amounts(said=[said(), said(dollars=11, document="B")], by=keeper).amounts
    return first, second


def values(amount: Amount) -> dict[str, Any]:
    return Amount.objects.filter(pk=amount.pk).values().get()


@pytest.mark.parametrize("what", ["change", "prefer", "withdraw"])
def test_undoing_gives_every_figure_back_what_it_had(line: Line, keeper: User, what: str) -> None:
    first, second = two_sources(keeper)
    before = [values(first), values(second)]
    done: Done = {
        "change": lambda: change_amount(
            amount=first, to={"dollars": 5, "as_of": date(2026, 1, 5)}, reason=WHY, by=keeper
        ),
        "prefer": lambda: prefer_amount(amount=second, reason=WHY, by=keeper),
        "withdraw": lambda: withdraw_amount(amount=first, reason=WHY, by=keeper),
    }[what]()
    assert [values(first), values(second)] != before
    assert done.change is not None
    undo_change(change=done.change, by=keeper)

    assert [values(first), values(second)] == before


def test_undoing_a_whole_import_withdraws_what_it_recorded_and_undoing_that_brings_it_back(
    line: Line, keeper: User
) -> None:
    old = record_amount(said=said(fiscal_year=2024), by=keeper).amount
    lot = [said(key="sample-whole"), said(nature=Nature.OF_WHICH, parent="sample-whole", dollars=4)]
    done = record_amounts(said=lot, by=keeper)
    change_amounts(changes=[(old, {"dollars": 7})], reason=WHY, by=keeper, into=done.change)
    assert done.change is not None
    undone = undo_change(change=done.change, by=keeper)

    assert list(Amount.objects.standing().values_list("dollars", flat=True)) == [10_000_000]
    assert undone.change is not None
    undo_change(change=undone.change, by=keeper)
    assert sorted(Amount.objects.standing().values_list("dollars", flat=True)) == [4, 7, 10_000_000]
    assert Amount.objects.get(dollars=4).parent == Amount.objects.get(key="sample-whole")


def test_what_was_changed_again_or_undone_already_is_not_undone(line: Line, keeper: User) -> None:
    one = record_amount(said=said(), by=keeper).amount
    older = change_amount(amount=one, to={"dollars": 5}, reason=WHY, by=keeper).change
    newer = change_amount(amount=one, to={"dollars": 6}, reason=WHY, by=keeper).change
    assert older is not None
    assert newer is not None
    with pytest.raises(ChangedSince, match="undo the newer change first"):
        undo_change(change=older, by=keeper)

    undo_change(change=newer, by=keeper)
    undo_change(change=older, by=keeper)
    with pytest.raises(ChangedSince, match="undone already"):
        undo_change(change=older, by=keeper)
    one.refresh_from_db()
    assert one.dollars == 10_000_000


def test_a_figure_that_comes_back_yields_to_what_is_printed_now(line: Line, keeper: User) -> None:
    one = record_amount(said=said(), by=keeper).amount
    gone = withdraw_amount(amount=one, reason=WHY, by=keeper).change
    other = record_amount(said=said(dollars=11, document="B"), by=keeper).amount
    assert gone is not None
    undo_change(change=gone, by=keeper)

    assert printed() == [other]
    assert Amount.objects.standing().count() == 2


def test_undoing_is_refused_while_a_part_entered_since_stands(line: Line, keeper: User) -> None:
    done = record_amount(said=said(), by=keeper)
    record_amount(said=said(nature=Nature.OF_WHICH, parent=done.amount.key, dollars=4), by=keeper)
    assert done.change is not None

    with pytest.raises(AmountError, match="A part of it stands"):
        undo_change(change=done.change, by=keeper)


def test_a_large_lot_takes_few_queries(line: Line, keeper: User, django_assert_max_num_queries: Any) -> None:
    lot = [
        said(fiscal_year=year, stage=stage, dollars=year * 1000)
        for year in range(1991, 2051)
        for stage in (Stage.PRESIDENT, Stage.ENACTED)
    ]
    with django_assert_max_num_queries(15):
        assert len(record_amounts(said=lot, by=keeper).amounts) == 120
