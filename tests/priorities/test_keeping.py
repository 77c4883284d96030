"""Positions, asks and messages as staff keep them: history, undoing, order, clearing, who reads what."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from common.clearing import cleared_keys
from common.dates import today
from common.models import AuditEntry, PhraseClearance
from priorities.models import Ask, CutFlag, Message, Position
from priorities.selectors.asks import ask_rows, asks_for
from priorities.selectors.messages import messages_for_packets
from priorities.selectors.positions import position_rows, positions_on
from priorities.selectors.printable import asks_for_office, position_on
from priorities.services.asks import change_ask, move_ask, undo_ask, withdraw_ask, write_ask
from priorities.services.cut_flags import flag_cut, withdraw_flag
from priorities.services.guarding import Clearing, Refused
from priorities.services.messages import archive_message, change_message, clear_for_packets, write_message
from priorities.services.positions import (
    correct_position,
    end_position,
    switch_public,
    take_position,
    undo_position,
)
from tests.factories.decisions import DecisionFactory
from tests.factories.legislation import BillFactory, CommitteeFactory
from tests.factories.members import representative, staff_member
from tests.factories.priorities import AskFactory, MessageFactory

pytestmark = pytest.mark.django_db
DAY = date(2026, 4, 10)


@pytest.fixture
def staff():
    return staff_member()


def a_position(staff, **changes):
    said = {
        "bill": changes.pop("bill", None) or BillFactory(),
        "stance": "support",
        "decision": DecisionFactory(),
        "starts_on": DAY,
        "summary": "SAMPLE It renews programs.",
        "is_public": True,
        "by": staff,
    }
    return take_position(**(said | changes))


def test_a_new_position_ends_the_one_before_and_both_stay(staff):
    first = a_position(staff)
    second = a_position(staff, bill=first.bill, stance="oppose", starts_on=DAY + timedelta(days=5))
    first.refresh_from_db()
    assert (first.ends_on, second.ends_on) == (DAY + timedelta(days=4), None)
    assert "Oppose" in first.ended_because
    said = positions_on(first.bill_id, staff)
    assert [(row.position.pk, row.standing) for row in said.rows] == [
        (second.pk, "In force"),
        (first.pk, "Ended"),
    ]
    with pytest.raises(Refused, match="began"):
        a_position(staff, bill=first.bill, starts_on=DAY)


def test_a_position_is_ended_with_a_reason_and_that_is_undone_while_no_other_is_open(staff):
    position = a_position(staff)
    with pytest.raises(Refused, match="last day"):
        end_position(position=position, ends_on=today() + timedelta(days=1), because="SAMPLE", by=staff)
    end_position(position=position, ends_on=DAY, because="SAMPLE it is moot", by=staff)
    undo_position(position=position, by=staff)
    position.refresh_from_db()
    assert (position.ends_on, position.ended_because) == (None, "")
    end_position(position=position, ends_on=DAY, because="SAMPLE it is moot", by=staff)
    a_position(staff, bill=position.bill, starts_on=DAY + timedelta(days=1))
    with pytest.raises(Refused, match="Another position"):
        undo_position(position=position, by=staff)


def test_the_switch_to_public_is_audited_and_refused_with_a_restricted_decision(staff):
    position = a_position(staff, is_public=False)
    switch_public(position=position, is_public=True, by=staff)
    entry = AuditEntry.objects.get(verb="made a position public")
    assert entry.detail["changed"] == {"is_public": [False, True]}
    assert list(position_on([position.bill_id])) == [position.bill_id]
    closed = a_position(
        staff, is_public=False, decision=DecisionFactory(is_public=False, restriction_reason="not yet")
    )
    with pytest.raises(Refused, match="restricted"):
        switch_public(position=closed, is_public=True, by=staff)


def test_a_correction_keeps_what_was(staff):
    position = a_position(staff)
    correct_position(
        position=position, by=staff, decision=position.decision, summary="SAMPLE other words", despite=""
    )
    changed = AuditEntry.objects.get(verb="corrected a position").detail["changed"]
    assert changed == {"summary": ["SAMPLE It renews programs.", "SAMPLE other words"]}


def test_nobody_but_the_secretariat_keeps_any_of_it():
    member = representative()
    with pytest.raises(Refused, match="secretariat"):
        a_position(member)
    with pytest.raises(Refused, match="secretariat"):
        write_ask(fields=an_ask(), by=member)
    with pytest.raises(Refused, match="secretariat"):
        write_message(title="SAMPLE", text="SAMPLE", tags=[], decision=None, by=member)
    assert not Position.objects.exists()


def test_support_of_a_flagged_bill_is_marked_until_a_reason_is_written_down(staff):
    position = a_position(staff)
    flag = flag_cut(bill=position.bill, cuts="SAMPLE food aid", source="SAMPLE sec. 12", as_of=DAY, by=staff)
    (row,) = position_rows([position])
    assert row.lacks_reason
    assert position_on([position.bill_id])[position.bill_id].lacks_reason
    correct_position(
        position=position, by=staff, decision=position.decision, summary="", despite="SAMPLE because"
    )
    position.refresh_from_db()
    assert not position_rows([position])[0].lacks_reason
    withdraw_flag(flag=flag, because="SAMPLE it was amended", by=staff)
    assert positions_on(position.bill_id, staff).flags == ()
    assert CutFlag.objects.get().withdrawn_because == "SAMPLE it was amended"


def an_ask(**changes):
    said = {
        "kind": "legislation",
        "audience": "all",
        "text": "SAMPLE Cosponsor it.",
        "bill": changes.pop("bill", None) or BillFactory(),
        "decision": DecisionFactory(),
    }
    return said | changes


def test_an_ask_is_changed_with_its_history_and_the_change_is_undone(staff):
    ask = write_ask(fields=an_ask(), by=staff)
    assert change_ask(ask=ask, fields={"text": "SAMPLE Speak for it."}, by=staff)
    assert not change_ask(ask=ask, fields={"text": "SAMPLE Speak for it."}, by=staff)
    undo_ask(ask=ask, by=staff)
    ask.refresh_from_db()
    assert ask.text == "SAMPLE Cosponsor it."


def test_a_withdrawn_ask_is_asked_of_nobody_and_can_come_back(staff):
    ask = write_ask(fields=an_ask(), by=staff)
    withdraw_ask(ask=ask, because="SAMPLE it is done", by=staff)
    assert asks_for_office(chamber="house") == ()
    assert [row.standing for row in ask_rows(asks_for(staff))] == ["Withdrawn"]
    with pytest.raises(Refused, match="withdrawn"):
        change_ask(ask=ask, fields={"text": "SAMPLE other"}, by=staff)
    undo_ask(ask=ask, by=staff)
    assert len(asks_for_office(chamber="house")) == 1


def test_asks_move_among_those_in_force_and_no_two_share_a_place(staff):
    one, two, three = (AskFactory(text=f"SAMPLE {n}") for n in range(3))
    AskFactory(text="SAMPLE over", expires_on=date(2020, 1, 1))
    assert move_ask(ask=three, by=-1, actor=staff)
    assert not move_ask(ask=one, by=-1, actor=staff)
    found = list(Ask.objects.in_force().values_list("pk", "position"))
    assert found == [(one.pk, 10), (three.pk, 20), (two.pk, 30)]


def test_an_ask_of_a_subcommittee_reaches_its_members_only(staff):
    whole = CommitteeFactory(code="hsju00", chamber="house")
    part = CommitteeFactory(code="hsju08", chamber="house", parent=whole)
    made = write_ask(fields=an_ask(audience="subcommittee", committee=part), by=staff)
    assert [one.id for one in asks_for_office(chamber="house", committees=["hsju00", "hsju08"])] == [made.pk]
    assert asks_for_office(chamber="house", committees=["hsju00"]) == ()
    with pytest.raises(Refused, match="full committee"):
        write_ask(fields=an_ask(audience="subcommittee", committee=whole), by=staff)


def test_a_phrase_is_cleared_by_name_in_its_sentence_and_travels_with_the_ask(staff):
    fields = an_ask(reason="SAMPLE The bill has an offset.")
    with pytest.raises(Refused, match="names an offset"):
        write_ask(fields=fields, by=staff)
    clearing = Clearing(("offset",), "it tells what the bill does")
    ask = write_ask(fields=fields, by=staff, clearing=clearing)
    row = PhraseClearance.objects.get()
    assert (row.cleared_by, row.reason, row.field) == (staff.pk, clearing.reason, "reason")
    assert asks_for_office(chamber="house")[0].cleared == cleared_keys([ask])[str(ask.pk)] == {row.key}
    change_ask(ask=ask, fields={"text": "SAMPLE Speak for it."}, by=staff)
    with pytest.raises(Refused, match="names an offset"):
        change_ask(ask=ask, fields={"reason": "SAMPLE An offset is in it."}, by=staff)


def test_messages_reach_packets_and_members_once_cleared_as_they_read(staff):
    said = {"title": "SAMPLE title", "text": "SAMPLE words", "tags": ["labor"], "decision": None}
    message = write_message(**said, by=staff)
    member = representative()
    assert not Message.objects.visible_to(member).exists()
    assert messages_for_packets() == ()
    clear_for_packets(message=message, is_cleared=True, by=staff)
    assert Message.objects.visible_to(member).get() == message
    (given,) = messages_for_packets()
    assert (given.id, given.title, given.text, given.tags) == (
        message.pk,
        "SAMPLE title",
        "SAMPLE words",
        ("labor",),
    )
    change_message(message=message, **(said | {"tags": ["sex"]}), by=staff)
    assert len(messages_for_packets()) == 1
    change_message(message=message, **(said | {"text": "SAMPLE other words"}), by=staff)
    assert messages_for_packets() == ()


def test_an_archived_message_and_one_on_a_restricted_decision_stay_out_of_packets(staff):
    MessageFactory(cleared=True, decision=DecisionFactory(is_public=False, restriction_reason="not yet"))
    message = MessageFactory(cleared=True)
    assert [one.id for one in messages_for_packets()] == [message.pk]
    archive_message(message=message, is_archived=True, by=staff)
    assert messages_for_packets() == ()
    archive_message(message=message, is_archived=False, by=staff)
    assert len(messages_for_packets()) == 1
