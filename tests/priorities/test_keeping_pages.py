"""The pages of positions, asks and messages: forms that say what is wrong where, lists, filters, files."""

from __future__ import annotations

import pytest

from priorities.models import Ask, Message, Position
from tests.factories.decisions import DecisionFactory
from tests.factories.legislation import BillFactory
from tests.factories.members import representative, staff_member
from tests.factories.priorities import AskFactory, CutFlagFactory, MessageFactory, PositionFactory
from tests.pages import queries_of, sheet_rows, signed_in, words_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return signed_in(staff_member())


def test_a_position_is_taken_changed_and_ended_by_its_pages(desk):
    bill, decision = BillFactory(number=9001), DecisionFactory()
    said = {"bill": bill.pk, "stance": "support", "decision": decision.pk, "starts_on": "2026-04-01"}
    refused = desk.post("/plan/positions/new/", said | {"decision": ""})
    assert refused.status_code == 422
    assert "rests on a decision" in str(refused.context["form"].errors["decision"])
    made = desk.post("/plan/positions/new/", said | {"is_public": "on"}, follow=True)
    assert "Our position: support, since Apr 1, 2026." in words_of(made)
    position = Position.objects.get()
    ended = {"ends_on": "2026-04-02", "because": "SAMPLE it is moot"}
    assert "SAMPLE it is moot" in words_of(
        desk.post(f"/plan/positions/{position.pk}/end/", ended, follow=True)
    )
    back = desk.post(f"/plan/positions/{position.pk}/undo/", follow=True)
    assert "Our position: support" in words_of(back)


def test_a_flagged_bill_says_so_and_asks_why_it_is_supported(desk):
    bill = BillFactory(number=9001)
    flag = {"cuts": "SAMPLE food aid", "source": "SAMPLE sec. 12", "as_of": "2026-04-01"}
    page = desk.post(f"/plan/positions/on/{bill.pk}/flag/", flag, follow=True)
    assert "SAMPLE food aid" in words_of(page)
    said = {
        "bill": bill.pk,
        "stance": "support",
        "decision": DecisionFactory().pk,
        "starts_on": "2026-04-01",
    }
    refused = desk.post("/plan/positions/new/", said)
    assert "SAMPLE food aid" in str(refused.context["form"].errors["despite"])
    assert desk.post("/plan/positions/new/", said | {"despite": "SAMPLE because"}).status_code == 302
    assert "Pays by cutting another cause" in words_of(desk.get(f"/bills/{bill.pk}/"))


def test_an_ask_is_written_and_its_problems_stand_at_their_fields(desk):
    said = {
        "kind": "legislation",
        "audience": "committee",
        "text": "SAMPLE Cosponsor it.",
        "decision": DecisionFactory().pk,
    }
    errors = desk.post("/plan/asks/new/", said).context["form"].errors
    assert {"committee", "bill"} == set(errors)
    good = said | {"audience": "all", "bill": BillFactory(number=9001).pk}
    assert "SAMPLE Cosponsor it." in words_of(desk.post("/plan/asks/new/", good, follow=True))
    assert desk.post("/plan/asks/new/", good | {"text": "x" * 301}).status_code == 422


def test_a_mention_is_cleared_with_a_reason_and_a_request_for_an_offset_never(desk):
    said = {"kind": "inform", "audience": "all", "decision": DecisionFactory().pk}
    mention = said | {"text": "SAMPLE The bill has an offset."}
    page = desk.post("/plan/asks/new/", mention)
    assert "P2, no offsets" in str(page.context["form"].errors["text"])
    ticked = mention | {"guarded_words_cleared": "offset"}
    assert "guarded_words_reason" in desk.post("/plan/asks/new/", ticked).context["form"].errors
    assert (
        desk.post("/plan/asks/new/", ticked | {"guarded_words_reason": "It tells what is in it."}).status_code
        == 302
    )
    asked = said | {"text": "We ask you to transfer $5 million from the Fund.", "guarded_words_reason": "x"}
    page = desk.post("/plan/asks/new/", asked | {"guarded_words_cleared": "transfer $5 million from"})
    assert "nobody can clear it" in str(page.context["form"].errors["text"])
    assert "guarded_words_cleared" not in page.context["form"].fields
    assert Ask.objects.count() == 1


def test_asks_are_moved_and_withdrawn_by_their_pages(desk):
    first, second = AskFactory(text="SAMPLE first"), AskFactory(text="SAMPLE second")
    desk.post(f"/plan/asks/{second.pk}/move/", {"to": "up"})
    said = words_of(desk.get("/plan/asks/"))
    assert said.index("SAMPLE second") < said.index("SAMPLE first")
    page = desk.post(f"/plan/asks/{first.pk}/withdraw/", {"reason": "SAMPLE done"}, follow=True)
    assert "SAMPLE done" in words_of(page)
    assert "SAMPLE first" not in words_of(desk.get("/plan/asks/"))
    assert "SAMPLE first" in words_of(desk.get("/plan/asks/?state=withdrawn"))


def test_a_message_is_written_cleared_and_read_by_members_then(desk):
    member = signed_in(representative())
    desk.post("/plan/messages/new/", {"title": "SAMPLE title", "text": "SAMPLE **words**", "tags": ["labor"]})
    message = Message.objects.get()
    assert member.get(f"/plan/messages/{message.pk}/").status_code == 404
    assert "SAMPLE title" not in words_of(member.get("/plan/messages/"))
    desk.post(f"/plan/messages/{message.pk}/clear/", {"cleared": "yes"})
    assert "SAMPLE words" in words_of(member.get(f"/plan/messages/{message.pk}/"))
    desk.post(f"/plan/messages/{message.pk}/archive/", {"archived": "yes"})
    assert "SAMPLE title" not in words_of(member.get("/plan/messages/"))


@pytest.mark.parametrize("what", ["positions", "asks", "messages"])
def test_lists_take_as_many_queries_for_thirty_rows_as_for_one_and_come_as_files(desk, what):
    decision = DecisionFactory()
    make = {
        "positions": lambda: CutFlagFactory(bill=PositionFactory(decision=decision).bill),
        "asks": lambda: AskFactory(decision=decision),
        "messages": lambda: MessageFactory(cleared=True, decision=decision),
    }[what]
    make()
    few = queries_of(desk, f"/plan/{what}/")
    for _ in range(30):
        make()
    assert queries_of(desk, f"/plan/{what}/") <= few + 1  # one more counts the pages
    assert len(sheet_rows(desk.get(f"/plan/{what}/export.csv"))) == 32


@pytest.mark.parametrize("what", ["positions", "asks", "messages"])
def test_an_empty_list_says_what_comes_here_and_offers_nothing_to_members(what):
    said = words_of(signed_in(representative()).get(f"/plan/{what}/"))
    assert "Take a position" not in said
    assert "Write a" not in said
    assert any(
        words in said for words in ("No position is in force", "No ask is in force", "library is empty")
    )
