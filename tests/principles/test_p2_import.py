"""P2 on import: what the coalition never asks for has no column to come in by, and words about it wait for a person."""

from __future__ import annotations

import pytest

from appropriations.exports.imports import TEMPLATE
from appropriations.models import Amount
from appropriations.services.import_amounts import ImportRefused, clear_words
from appropriations.services.import_confirm import confirm
from common.models import AuditEntry
from tests.appropriations.tables import staged
from tests.factories.appropriations import LineFactory
from tests.factories.members import staff_member
from tests.principles.test_p2_no_offsets import FORBIDDEN

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def line():
    return LineFactory(slug="hotline", name="SAMPLE hotline")


def one_cell(heading, text, **said):
    return staged([["Program", heading], ["SAMPLE hotline", text]], **said)


def test_the_template_has_no_column_for_an_offset_a_transfer_or_a_recipient():
    assert [heading for heading in TEMPLATE if FORBIDDEN.search(heading.lower())] == []


@pytest.mark.parametrize(
    "heading",
    [
        "Offset",
        "FY26 offsets",
        "Pay-for",
        "FY26 transfer from",
        "Recipient",
        "Grantee",
        "Earmark",
        "FY26 CPF request",
    ],
)
def test_a_column_of_what_is_never_asked_for_is_not_read(heading):
    imported = staged([["Program", "FY26 PBR", heading], ["SAMPLE hotline", "5", "9"]])
    assert [cell.text for cell in imported.cells.all()] == ["5"]
    assert imported.columns[2]["role"] == "refused"
    assert "no offset, transfer or earmark" in imported.columns[2]["remark"]


@pytest.mark.parametrize("heading", ["FY26 ATEST to Congress", "FY26 ATEST to OMB"])
@pytest.mark.parametrize("text", ["-5", "(5)", "($5 million)"])
def test_a_request_below_zero_is_not_read(heading, text):
    cell = one_cell(heading, text).cells.get()
    assert (cell.state, "below zero" in cell.why) == ("unreadable", True)


@pytest.mark.parametrize("stage", ["rescission", "transfer"])
def test_moving_money_or_taking_it_back_is_never_imported_as_our_request(stage):
    rows = [["Line", "Fiscal year", "Stage", "Figure", "Who says so"], ["hotline", "2026", stage, "-5"]]
    refused = staged([rows[0], [*rows[1], "coalition"]])
    cell = refused.cells.get()
    assert cell.state == "refused"
    assert "never asks to move money or take it back" in cell.why
    with pytest.raises(ImportRefused):
        confirm(imported=refused, by=staff_member(), leave_out=True)
    happened = staged([rows[0], [*rows[1], "official"]])
    confirm(imported=happened, by=staff_member())
    assert Amount.objects.get().dollars == -5_000_000


@pytest.mark.parametrize(
    "text",
    [
        "11 & offset by other lines",
        "11 & transfer from ICE",
        "language on Community Project Funding",
        "earmark for a shelter",
        "11 (named recipient: SAMPLE)",
    ],
)
def test_words_of_a_request_wait_for_a_named_person_who_clears_them(text):
    imported = one_cell("FY26 ATEST to Congress", text)
    cell = imported.cells.get()
    assert cell.hits
    by = staff_member()
    with pytest.raises(ImportRefused):
        confirm(imported=imported, by=by, leave_out=True)
    assert Amount.objects.count() == 0
    clear_words(imported=imported, cells=[cell.pk], by=by)
    entry = AuditEntry.objects.get(verb="cleared words of an import")
    assert (entry.actor_id, entry.detail["why"]) == (by.pk, "mentions, does not ask")
    confirm(imported=imported, by=by)
    assert Amount.objects.count() == 1


@pytest.mark.parametrize("text", ["not less than 11", "11 & language", "$8.8 above PBR for TIP", "such sums"])
def test_a_plain_request_waits_for_nobody(text):
    imported = one_cell("FY26 ATEST to Congress", text)
    assert imported.cells.get().hits == []
    confirm(imported=imported, by=staff_member())
    assert Amount.objects.count() == 1


def test_what_others_did_may_be_told_in_their_words():
    imported = one_cell("FY26 House committee", "11 & offset by a rescission", source_kind="official")
    assert imported.cells.get().hits == []
    confirm(imported=imported, by=staff_member())
    assert Amount.objects.get().words == "offset by a rescission"
