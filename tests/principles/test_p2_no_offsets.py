"""P2: no offsets, no transfers, no earmarks. A request asks for new budget authority or language for a program."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from appropriations.choices import MOVES, REQUESTS
from appropriations.forms.funding import FundingForm
from appropriations.forms.languages import FoundForm, LanguageForm
from appropriations.forms.slate_decisions import MeetingForm, ProposeForm
from appropriations.forms.slates import ItemForm, NewSlateForm
from appropriations.forms.vehicles import VehicleForm
from appropriations.found_language import phrases_to_clear
from appropriations.models import Amount, ReportLanguage, Slate, SlateItem
from appropriations.services.first_data import load_first_data
from appropriations.services.languages import NotClearedError, keep_language
from appropriations.services.slate_clearances import clear_phrase, uncleared
from appropriations.services.slate_items import change_item
from appropriations.services.slates import SlateRefused, note_on_slate
from priorities.models import Position
from priorities.services.asks import write_ask
from priorities.services.guarding import Clearing, Refused
from priorities.services.messages import write_message
from priorities.services.positions import take_position
from tests.factories.appropriations import AmountFactory, LineFactory, ReportLanguageFactory
from tests.factories.decisions import DecisionFactory
from tests.factories.members import staff_member
from tests.factories.priorities import CutFlagFactory
from tests.factories.slates import a_request, a_slate, adopted, put_forward

# Words that would name a way to ask for what we never ask for.
FORBIDDEN = re.compile(r"offset|pay_?for|transfer|earmark|recipient|grantee|cpf|directed_spending")


@pytest.mark.parametrize("app", ["appropriations", "priorities"])
def test_there_is_no_field_for_an_offset_a_transfer_or_a_recipient(app):
    fields = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.get_fields()
    ]
    assert fields
    assert [name for name in fields if FORBIDDEN.search(name.lower())] == []


@pytest.mark.django_db
@pytest.mark.parametrize("stage", REQUESTS)
def test_a_request_is_never_a_cut(stage):
    with pytest.raises(IntegrityError, match="amount_request_is_no_cut"), transaction.atomic():
        AmountFactory(stage=stage, dollars=-1, source_kind="coalition")


@pytest.mark.django_db
@pytest.mark.parametrize("stage", MOVES)
def test_a_transfer_or_rescission_is_recorded_but_never_requested(stage):
    AmountFactory(stage=stage, source_kind="official", dollars=-5_000_000)
    with pytest.raises(IntegrityError, match="amount_no_move_is_requested"), transaction.atomic():
        AmountFactory(stage=stage, source_kind="coalition")


@pytest.mark.django_db
def test_not_less_than_for_a_program_is_no_earmark():
    AmountFactory(stage="to_congress", nature="not_less_than", source_kind="coalition")


@pytest.mark.django_db
@pytest.mark.parametrize("dollars", [0, -1])
def test_a_request_of_a_slate_is_more_than_nothing_in_the_database_the_services_and_the_form(dollars):
    staff = staff_member()
    slate = a_slate(by=staff)
    item = slate.items.get()
    with pytest.raises(IntegrityError, match="slate_item_is_no_cut"), transaction.atomic():
        SlateItem.objects.update(dollars=dollars)
    with pytest.raises(SlateRefused, match="more than nothing"):
        change_item(item=item, by=staff, dollars=dollars)
    sent = {"kind": "amount", "nature": "whole", "amount": str(dollars)}
    assert "never a cut" in str(ItemForm(sent).errors["amount"])


@pytest.mark.django_db
def test_no_field_of_a_slates_forms_names_an_offset_a_transfer_or_a_recipient():
    names = [name for form in (ItemForm, NewSlateForm, ProposeForm, MeetingForm) for name in form.base_fields]
    assert len(names) > 10
    assert [name for name in names if FORBIDDEN.search(name)] == []


@pytest.mark.django_db
@pytest.mark.parametrize("nature", ["up_to", "of_which", "by_subtraction"])
def test_a_request_of_a_slate_is_a_whole_amount_or_a_floor(nature):
    a_slate(0)
    with pytest.raises(SlateRefused, match="whole amount"):
        a_request(Slate.objects.get(), nature=nature)
    a_request(Slate.objects.get(), nature="not_less_than")
    with pytest.raises(IntegrityError, match="slate_item_nature_asked"), transaction.atomic():
        SlateItem.objects.update(nature=nature)


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["words", "justification", "report_language"])
def test_words_of_an_offset_wait_for_a_named_person_before_the_slate_goes_to_anybody(field):
    staff = staff_member()
    slate = a_slate(by=staff)
    words = {"kind": "both", "report_language": "SAMPLE text", field: "SAMPLE paid for by an offset"}
    a_request(slate, by=staff, **words)
    with pytest.raises(SlateRefused, match="has to clear first"):
        put_forward(slate, by=staff)
    with pytest.raises(SlateRefused, match="has to clear first"):
        adopted(slate, by=staff)
    clear_phrase(slate=slate, asked=uncleared(slate)[0], by=staff)
    assert put_forward(slate, by=staff).state == "proposed"
    assert slate.clearances.get().cleared_by == staff


@pytest.mark.django_db
def test_the_note_of_a_slate_waits_for_a_named_person_too():
    staff = staff_member()
    slate = note_on_slate(slate=a_slate(by=staff), note="SAMPLE Community Project Funding", by=staff)
    with pytest.raises(SlateRefused, match="has to clear first"):
        put_forward(slate, by=staff)


@pytest.mark.django_db
def test_no_shipped_request_asks_for_an_offset_or_a_recipient():
    list(load_first_data())
    asked = re.compile(
        r"offset|pay-for|transfer from|community project|directed spending|recipient", re.IGNORECASE
    )
    requests = Amount.objects.filter(stage__in=REQUESTS)
    assert requests.exists()
    assert [one.key for one in requests if asked.search(f"{one.words} {one.note}")] == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words", ["an offset", "a transfer from another account", "Community Project Funding"]
)
def test_report_language_that_names_what_we_never_ask_for_waits_for_a_named_person(words):
    staff = staff_member()
    passage = ReportLanguageFactory.build(line=LineFactory(), sought=f"SAMPLE. The report tells of {words}.")
    with pytest.raises(NotClearedError):
        keep_language(language=passage, cleared=[], by=staff)
    assert not ReportLanguage.objects.exists()
    keep_language(language=passage, cleared=list(phrases_to_clear([passage.sought])), by=staff)
    assert {one["by"] for one in ReportLanguage.objects.get().clearances} == {staff.pk}


def test_no_field_of_what_staff_enter_of_language_and_bills_names_an_offset_a_transfer_or_a_recipient():
    names = [
        name for form in (LanguageForm, FoundForm, VehicleForm, FundingForm) for name in form.base_fields
    ]
    assert len(names) > 20
    assert [name for name in names if FORBIDDEN.search(name)] == []


ASKED = "We ask you to transfer $5 million from the Asset Forfeiture Fund."


@pytest.mark.django_db
def test_a_request_for_a_transfer_can_be_cleared_by_nobody_in_an_ask_a_message_a_slate_or_a_passage():
    staff = staff_member()
    clearing = Clearing(("transfer $5 million from",), "SAMPLE it is only a mention")
    ask = {"kind": "inform", "audience": "all", "text": ASKED, "decision": DecisionFactory()}
    with pytest.raises(Refused, match="P2, no offsets"):
        write_ask(fields=ask, by=staff, clearing=clearing)
    with pytest.raises(Refused, match="P2, no offsets"):
        write_message(title="SAMPLE", text=ASKED, tags=[], decision=None, by=staff, clearing=clearing)
    slate = a_slate(by=staff)
    change_item(item=slate.items.get(), by=staff, justification=ASKED)
    with pytest.raises(SlateRefused, match="nobody can clear"):
        clear_phrase(slate=slate, asked=uncleared(slate)[0], by=staff)
    passage = ReportLanguageFactory.build(line=LineFactory(), sought=ASKED)
    with pytest.raises(NotClearedError, match="nobody can clear"):
        keep_language(language=passage, cleared=list(phrases_to_clear([ASKED])), by=staff)


@pytest.mark.django_db
def test_support_of_a_bill_that_pays_by_a_cut_needs_a_written_reason():
    staff = staff_member()
    flag = CutFlagFactory(cuts="SAMPLE food aid")
    said = {"bill": flag.bill, "decision": DecisionFactory(), "starts_on": date(2026, 4, 1), "by": staff}
    with pytest.raises(Refused, match="SAMPLE food aid"):
        take_position(stance="support", **said)
    assert not Position.objects.exists()
    assert take_position(stance="oppose", **said).despite == ""
    kept = take_position(
        stance="support", despite="SAMPLE because", **(said | {"starts_on": date(2026, 4, 2)})
    )
    assert kept.despite == "SAMPLE because"
