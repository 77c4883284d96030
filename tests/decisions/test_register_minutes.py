"""Minutes as PDF: confidential on each page for those inside, the public record alone for outside (P5)."""

from __future__ import annotations

from datetime import date

import pytest

from common.models import AuditEntry
from decisions.models import Decision
from decisions.services.decisions import record_decision
from tests.briefings.reading import body_of, pages_of, squeezed
from tests.decisions.decided import ANSWERS, a_decided_proposal
from tests.factories.decisions import DecisionFactory
from tests.factories.members import former_member, representative, staff_member
from tests.pages import signed_in
from tests.pdf_check import check

pytestmark = pytest.mark.django_db
MARKDOWN = "# A heading\n\nSAMPLE **words**\n\n### Deeper\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n> said"


def print_of(address: str, **query: str) -> bytes:
    answer = signed_in(representative()).get(address, query)
    assert answer.status_code == 200, answer.content.decode()
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "no-store" in answer.headers["Cache-Control"]
    return answer.content


def days(edition: str, since: str = "2026-01-01", until: str = "2026-12-31") -> dict[str, str]:
    return {"since": since, "until": until, "edition": edition}


@pytest.fixture
def decided() -> Decision:
    return a_decided_proposal(ANSWERS * 6, text=MARKDOWN)


def test_inside_every_page_says_confidential_and_the_record_is_whole(decided):
    data = print_of(f"/decisions/{decided.number}/minutes.pdf")
    assert check(data) == []
    assert all("CONFIDENTIAL" in page and "SAMPLE" in page for page in pages_of(data))
    body = body_of(data)
    for said in ("canaryquestion", "canaryreason stands aside", "canaryminority", "Entered in the register"):
        assert squeezed(said) in body


@pytest.mark.parametrize("whole", [True, False])
def test_for_outside_there_is_the_public_record_and_nothing_else(decided, whole):
    later = record_decision(
        decided_on=decided.decided_on, title="SAMPLE second", text="SAMPLE right", by=None, corrects=decided,
        correction_reason="canarycorrection", tally="canarytally", minority_view="canaryview",
    )  # fmt: skip
    DecisionFactory(
        number="2026-90",
        decided_on=decided.decided_on,
        title="canaryhidden",
        is_public=False,
        restriction_reason="x",
    )
    if whole:
        data = print_of("/decisions/minutes/", **days("outside"))
    else:
        data = print_of(f"/decisions/{later.number}/minutes.pdf", edition="outside")
    assert check(data) == []
    body = body_of(data)
    assert squeezed(f"Decision {later.number} · adopted") in body
    assert squeezed(f"This corrects decision {decided.number}.") in body
    everything = "".join(pages_of(data))
    for inside in ("canary", "CONFIDENTIAL", "answered", "stand aside", "estricted"):
        assert inside not in everything
    assert b"canary" not in data


def test_outside_gets_no_minutes_of_what_is_not_public():
    DecisionFactory(number="2026-01", is_public=False, restriction_reason="SAMPLE")
    browser = signed_in(staff_member())
    assert browser.get("/decisions/2026-01/minutes.pdf", {"edition": "outside"}).status_code == 404


def test_minutes_of_some_days_hold_the_decisions_of_these_days_in_order():
    for number, day in (
        ("2026-03", date(2026, 5, 2)),
        ("2026-01", date(2026, 3, 1)),
        ("2026-02", date(2026, 5, 1)),
    ):
        DecisionFactory(number=number, decided_on=day)
    body = body_of(print_of("/decisions/minutes/", **days("inside", "2026-05-01", "2026-05-31")))
    assert body.index("Decision2026-02") < body.index("Decision2026-03")
    assert "Decision2026-01" not in body


@pytest.mark.parametrize(
    ("query", "said"),
    [
        (days("inside", "2025-01-01", "2025-02-01"), "No decision is of these days"),
        (days("outside", "2025-01-01", "2025-02-01"), "No decision on the public record"),
        (days("inside", "2026-05-01", "2026-04-01"), "lies before the first"),
        (days("nonsense"), "Select a valid choice"),
        (days("inside", "May"), "Enter a valid date"),
    ],
)
def test_what_cannot_be_printed_is_said(query, said):
    answer = signed_in(representative()).get("/decisions/minutes/", query)
    assert answer.status_code == 422
    assert said in answer.content.decode()


@pytest.mark.parametrize(
    ("edition", "many", "text"),
    [("inside", 26, "SAMPLE"), ("inside", 4, "SAMPLE " * 4000), ("outside", 8, "SAMPLE " * 4000)],
)
def test_more_pages_than_one_may_wait_for_are_refused_in_words(edition, many, text):
    DecisionFactory.create_batch(many, text=text)
    answer = signed_in(representative()).get("/decisions/minutes/", days(edition))
    assert answer.status_code == 422
    assert "Choose fewer days" in answer.content.decode()


def test_answers_count_among_the_pages_of_full_records():
    for _ in range(2):
        a_decided_proposal(ANSWERS * 20, text="SAMPLE " * 4000)
    answer = signed_in(representative()).get("/decisions/minutes/", days("inside"))
    assert "2 decisions on some 21 pages" in answer.content.decode()


def test_one_decision_is_printed_however_long_it_is():
    DecisionFactory(text="SAMPLE words\n\n" * 3200)
    assert print_of("/decisions/minutes/", **days("outside"))


def test_the_log_notes_who_printed_confidential_minutes_and_no_words_of_them(decided):
    print_of(f"/decisions/{decided.number}/minutes.pdf")
    print_of(f"/decisions/{decided.number}/minutes.pdf", edition="outside")
    [entry] = AuditEntry.objects.filter(verb="printed confidential minutes")
    assert entry.detail == {"decisions": [decided.number]}


def test_nobody_outside_prints_minutes():
    DecisionFactory(number="2026-01")
    browser = signed_in(former_member())
    for address in ("/decisions/minutes/", "/decisions/2026-01/minutes.pdf"):
        assert browser.get(address, days("outside")).status_code == 403
