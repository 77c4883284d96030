"""What staff do with lines and figures on their pages, and what everybody of the coalition sees of it."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from appropriations.choices import CellKind, Nature, SourceKind, Stage
from appropriations.models import Amount, ChangeSet, Line, LineEffect, LinePlacement
from appropriations.services.amounts import NewAmount, change_amount, record_amount
from common.models import AuditEntry
from members.models import User
from tests.factories.appropriations import AmountFactory, BundleFactory, LineFactory
from tests.factories.legislation import AuthorizationFactory, BillFactory
from tests.factories.members import representative, staff_member

pytestmark = pytest.mark.django_db
WHY = "SAMPLE reason"
FIGURE = {
    "fiscal_year": "2026",
    "stage": Stage.ENACTED,
    "kind": CellKind.DOLLARS,
    "dollars": "$105,625,000",
    "nature": Nature.WHOLE,
    "document": "SAMPLE Act",
    "source_kind": SourceKind.LAW,
    "as_of": "2026-11-02",
}


@pytest.fixture
def keeper() -> User:
    return staff_member()


@pytest.fixture
def desk(client: Client, keeper: User) -> Client:
    client.force_login(keeper)
    return client


@pytest.fixture
def line() -> Line:
    made: Line = LineFactory(slug="sample-line", name="SAMPLE line")
    return made


def entered(keeper: User, **fields: Any) -> Amount:
    said = {
        "line": "sample-line",
        "fiscal_year": 2026,
        "stage": Stage.ENACTED,
        "kind": CellKind.DOLLARS,
        "dollars": 10_000_000,
        "document": "SAMPLE Act",
        "source_kind": SourceKind.LAW,
        "as_of": date(2026, 11, 2),
    }
    return record_amount(said=NewAmount(**(said | fields)), by=keeper).amount


def of(view: str, amount: Amount) -> str:
    return reverse(f"appropriations:{view}", args=[amount.key])


def text(answer: Any) -> str:
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


# --- entering ---


def test_staff_enter_a_figure_and_land_on_its_page(desk: Client, line: Line, keeper: User) -> None:
    answer = desk.post("/money/lines/sample-line/figures/new/", FIGURE, follow=True)

    one = Amount.objects.get()
    assert (one.dollars, one.entered_by, one.line) == (105_625_000, keeper, line)
    assert answer.redirect_chain[-1][0] == of("figure", one)
    assert "$105,625,000" in text(answer)


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"dollars": "12.5 apples"}, "dollars", "no amount of money"),
        ({"dollars": ""}, "dollars", "Give the amount in whole dollars."),
        ({"kind": CellKind.RANGE}, "dollars_high", "Give the upper end of the range."),
        ({"kind": CellKind.WORDS, "dollars": ""}, "words", "Give the words"),
        ({"kind": CellKind.PRIOR_RATE, "dollars": ""}, "rate_of_fiscal_year", "which fiscal year"),
        ({"document": ""}, "document", "required"),
        ({"as_of": "2126-01-01"}, "as_of", "in the future"),
        ({"fiscal_year": "26"}, "fiscal_year", "1990"),
        ({"stage": Stage.TRANSFER, "source_kind": SourceKind.COALITION}, "source_kind", "never a request"),
    ],
)
def test_what_is_wrong_stands_at_its_field(
    desk: Client, line: Line, fields: dict[str, str], field: str, message: str
) -> None:
    answer = desk.post("/money/lines/sample-line/figures/new/", FIGURE | fields)

    assert answer.status_code == 422
    assert message in " ".join(answer.context["form"].errors[field])
    assert not Amount.objects.exists()


def test_a_second_source_says_that_it_stands_beside(desk: Client, line: Line, keeper: User) -> None:
    entered(keeper)
    answer = desk.post(
        "/money/lines/sample-line/figures/new/", FIGURE | {"document": "SAMPLE summary"}, follow=True
    )

    assert "this one stands beside it" in text(answer)
    assert "Sources differ" not in text(answer)
    assert "Other sources differ" in text(answer)


def test_only_amounts_of_the_same_lines_year_and_sort_of_stage_are_offered_as_wholes(
    desk: Client, line: Line, keeper: User
) -> None:
    whole = entered(keeper)
    entered(keeper, fiscal_year=2025)
    entered(keeper, stage=Stage.TO_CONGRESS)
    AmountFactory()
    form = desk.get("/money/lines/sample-line/figures/new/?fiscal_year=2026&stage=enacted").context["form"]

    assert [key for key, _ in form.fields["parent"].choices] == ["", whole.key]


def test_a_part_larger_than_its_whole_is_taken_and_flagged(desk: Client, line: Line, keeper: User) -> None:
    whole = entered(keeper)
    fields = {"nature": Nature.OF_WHICH, "parent": whole.key, "dollars": "20,000,000"}
    answer = desk.post("/money/lines/sample-line/figures/new/", FIGURE | fields, follow=True)

    flag = "A part of 20 is larger than its whole of 10: look at both."
    assert flag in text(answer)
    assert flag in text(desk.get("/money/lines/sample-line/"))


def test_words_of_a_request_that_name_an_offset_are_asked_about(desk: Client, line: Line) -> None:
    ask = FIGURE | {
        "stage": Stage.TO_CONGRESS,
        "source_kind": SourceKind.COALITION,
        "words": "not by an offset",
    }
    first = desk.post("/money/lines/sample-line/figures/new/", ask)
    assert first.status_code == 422
    assert "offset" in " ".join(first.context["form"].errors["words"])

    desk.post("/money/lines/sample-line/figures/new/", ask | {"guarded_words_cleared": "offset"})
    assert Amount.objects.get().words == "not by an offset"
    assert AuditEntry.objects.filter(verb__startswith="cleared words").count() == 1


def test_a_document_may_speak_of_a_transfer_as_that_is_no_request(desk: Client, line: Line) -> None:
    desk.post("/money/lines/sample-line/figures/new/", FIGURE | {"words": "by transfer from another account"})

    assert Amount.objects.count() == 1


# --- changing, withdrawing, choosing, undoing ---


def test_a_change_asks_why_and_shows_what_was(desk: Client, line: Line, keeper: User) -> None:
    one = entered(keeper)
    fields = {name: value for name, value in FIGURE.items() if name not in {"fiscal_year", "stage"}}
    assert desk.post(of("edit_figure", one), fields).status_code == 422
    answer = desk.post(of("edit_figure", one), fields | {"reason": WHY}, follow=True)

    said = text(answer)
    assert "$10 million" in said
    assert "$105.625 million" in said
    assert WHY in said


def test_a_change_that_changes_nothing_says_so(desk: Client, line: Line, keeper: User) -> None:
    one = entered(keeper, dollars=105_625_000)
    fields = {name: value for name, value in FIGURE.items() if name not in {"fiscal_year", "stage"}}

    assert "Nothing was changed." in text(
        desk.post(of("edit_figure", one), fields | {"reason": WHY}, follow=True)
    )


def test_withdrawing_one_of_three_asks_which_is_printed_then(desk: Client, line: Line, keeper: User) -> None:
    first = entered(keeper)
    entered(keeper, document="B", dollars=11_000_000)
    third = entered(keeper, document="C", dollars=12_000_000)
    assert desk.post(of("withdraw_figure", first), {"reason": WHY}).status_code == 422

    desk.post(of("withdraw_figure", first), {"reason": WHY, "print_instead": third.pk})
    assert list(Amount.objects.printed()) == [third]
    assert WHY in text(desk.get(of("figure", first)))


def test_choosing_the_printed_figure_shows_the_reason_on_the_line(
    desk: Client, line: Line, keeper: User
) -> None:
    entered(keeper)
    second = entered(keeper, document="B", dollars=11_000_000)
    desk.post(of("print_figure", second), {"reason": WHY})

    said = text(desk.get("/money/lines/sample-line/"))
    assert f"We print 11. {WHY}" in said
    assert "another source differs" in said


def test_undo_leads_back_and_gives_the_old_value(desk: Client, line: Line, keeper: User) -> None:
    one = entered(keeper)
    change_amount(amount=one, to={"dollars": 5}, reason=WHY, by=keeper)
    change = ChangeSet.objects.first()
    answer = desk.post(f"/money/changes/{change.pk}/undo/", {"back": of("figure", one)})

    assert answer["Location"] == of("figure", one)
    one.refresh_from_db()
    assert one.dollars == 10_000_000
    assert (
        "https"
        not in desk.post(f"/money/changes/{change.pk}/undo/", {"back": "https://x.example/"})["Location"]
    )


def test_a_member_reads_a_figure_and_its_history_but_changes_nothing(
    client: Client, line: Line, keeper: User
) -> None:
    one = entered(keeper)
    client.force_login(representative())

    said = text(client.get(of("figure", one)))
    assert "recorded" in said
    assert "Withdraw" not in said
    assert client.post(of("withdraw_figure", one), {"reason": WHY}).status_code == 403


# --- the history of all figures ---


def test_changes_are_found_by_line_year_stage_person_and_day(desk: Client, line: Line, keeper: User) -> None:
    LineFactory(slug="sample-other")
    one = entered(keeper)
    entered(keeper, line="sample-other", fiscal_year=2025, stage=Stage.PRESIDENT)
    change_amount(amount=one, to={"dollars": 5}, reason=WHY, by=staff_member())

    def count(query: str) -> int:
        return desk.get(f"/money/changes/?{query}").context["page"].paginator.count

    asked = ["", "line=sample-line", "year=2025", "stage=enacted", f"who={keeper.pk}", "what=changed+figure"]
    assert [count(query) for query in asked] == [3, 2, 1, 2, 2, 1]
    assert [count("since=2126-01-01"), count("until=2001-01-01")] == [0, 0]


@pytest.mark.parametrize("url", ["/money/changes/", "/money/lines/sample-line/"])
def test_the_pages_hold_their_query_count(
    desk: Client, line: Line, keeper: User, url: str, django_assert_max_num_queries: Any
) -> None:
    def queries() -> int:
        with django_assert_max_num_queries(70) as seen:
            assert desk.get(url).status_code == 200
        return len(seen)

    entered(keeper)
    desk.get(url)
    few = queries()
    for year in range(1996, 2026):
        entered(keeper, fiscal_year=year)
    assert queries() <= few + 1


# --- the file ---


def test_the_figures_of_a_line_are_handed_out_with_who_says_so(
    desk: Client, line: Line, keeper: User
) -> None:
    entered(keeper, words="=SUM(A1)")
    answer = desk.get("/money/lines/sample-line/figures.csv")
    rows = b"".join(answer.streaming_content).decode().splitlines()

    assert rows[1].startswith("2026,Enacted,10,10000000,,no,Dollars,Whole,,'=SUM(A1),yes,,SAMPLE Act")
    assert desk.get("/money/lines/sample-line/figures.xlsx").status_code == 200


# --- lines ---

LINE = {
    "name": "SAMPLE program",
    "short_name": "Program",
    "department": "Department of Samples",
    "bundle": "sample-bill",
    "former_names": "SAMPLE old name\nSAMPLE older name",
    "tags": ["labor", "protection"],
}


def test_staff_add_a_line_under_an_address_of_its_name(desk: Client) -> None:
    BundleFactory()
    desk.post("/money/lines/new/", LINE)
    answer = desk.post("/money/lines/new/", LINE | {"name": "SAMPLE program two"})

    assert answer["Location"] == "/money/lines/program-2/"
    one = Line.objects.get(pk="program")
    assert (one.former_names, one.tags) == (["SAMPLE old name", "SAMPLE older name"], ["labor", "protection"])


def test_two_lines_of_one_name_in_one_department_are_refused(desk: Client) -> None:
    BundleFactory()
    desk.post("/money/lines/new/", LINE)

    assert "already" in " ".join(desk.post("/money/lines/new/", LINE).context["form"].errors["name"])


def test_a_line_added_by_mistake_is_removed_but_not_one_that_figures_rest_on(
    desk: Client, line: Line, keeper: User
) -> None:
    desk.post("/money/lines/new/", LINE)
    entered(keeper, line="program")
    assert "it stays" in text(desk.post("/money/lines/program/remove/", follow=True))
    Amount.objects.all().delete()
    desk.post("/money/lines/program/remove/")
    assert not Line.objects.filter(pk="program").exists()

    # What came with the desk would come back.
    assert "would come back" in text(desk.post("/money/lines/sample-line/remove/", follow=True))


def test_editing_a_line_is_in_its_history_and_can_be_undone(desk: Client, line: Line) -> None:
    fields = LINE | {"name": "SAMPLE new name", "what_it_does": "Pays.", "what_it_does_source": "SAMPLE Act"}
    desk.post("/money/lines/sample-line/edit/", fields)
    said = text(desk.get("/money/lines/sample-line/"))
    assert "SAMPLE new name" in said
    assert "<del>SAMPLE line</del>" in said

    desk.post("/money/lines/sample-line/undo/")
    line.refresh_from_db()
    assert (line.name, line.tags, line.former_names) == ("SAMPLE line", [], [])


def test_what_a_line_pays_for_needs_its_source_and_no_line_is_inside_itself(desk: Client, line: Line) -> None:
    LineFactory(slug="sample-inner", within=line)
    fields = LINE | {"what_it_does": "Pays.", "within": "sample-inner"}
    errors = desk.post("/money/lines/sample-line/edit/", fields).context["form"].errors

    assert set(errors) == {"what_it_does_source", "within"}


def test_authorizations_are_chosen_by_search_and_only_those_in_law_are_set_against_a_figure(
    desk: Client, line: Line, keeper: User
) -> None:
    law = AuthorizationFactory(key="sample-law", name="SAMPLE law", dollars=20_000_000)
    AuthorizationFactory(
        key="sample-proposed",
        name="SAMPLE proposal",
        dollars=90_000_000,
        status="proposed",
        bill=BillFactory(),
    )
    entered(keeper, fiscal_year=law.first_fiscal_year)
    page = desk.get("/money/lines/sample-line/authorizations/?q=proposal").context["page"]
    assert [one.key for one in page] == ["sample-proposed"]

    for key in ("sample-law", "sample-proposed"):
        desk.post("/money/lines/sample-line/authorizations/", {"key": key})
    said = text(desk.get("/money/lines/sample-line/"))
    assert "10 below the 20 authorized in law" in said
    kept = said.partition("Every figure")[2].partition("</section>")[0]
    assert "90" not in re.sub(r"<[^>]*>", " ", kept)
    desk.post("/money/lines/sample-line/authorizations/", {"key": "sample-law"})
    assert [one.key for one in line.authorizations.all()] == ["sample-proposed"]


PLACE = {
    "first_fiscal_year": "2017",
    "last_fiscal_year": "2018",
    "bundle": "sample-other",
    "account": "SAMPLE account then",
    "source": "SAMPLE report",
    "as_of": "2026-11-02",
}


def test_where_a_line_stood_is_kept_by_years_that_do_not_meet(desk: Client, line: Line) -> None:
    BundleFactory(key="sample-other", short_name="SAMPLE other bill")
    url = "/money/lines/sample-line/places/new/"
    desk.post(url, PLACE)
    again = desk.post(url, PLACE | {"first_fiscal_year": "2018", "last_fiscal_year": ""})

    assert "Another place covers" in " ".join(again.context["form"].errors["first_fiscal_year"])
    said = text(desk.get("/money/lines/sample-line/"))
    assert "FY 2017 to FY 2018</b>: SAMPLE other bill" in said
    assert "SAMPLE account then" in said


def test_a_place_and_an_effect_are_withdrawn_with_a_reason_and_restored(desk: Client, line: Line) -> None:
    BundleFactory(key="sample-other")
    desk.post("/money/lines/sample-line/places/new/", PLACE)
    effect = {"for_whom": "economy", "text": "SAMPLE effect", "source": "SAMPLE", "as_of": "2026-11-02"}
    desk.post("/money/lines/sample-line/effects/new/", effect)
    place, does = LinePlacement.objects.get(), LineEffect.objects.get()
    assert "SAMPLE effect" in text(desk.get("/money/lines/sample-line/")).partition('id="effects"')[2]

    for row in (place, does):
        desk.post(f"/money/kept/{row.kept_kind}/{row.pk}/withdraw/", {"reason": WHY})
    said = text(desk.get("/money/lines/sample-line/"))
    assert "SAMPLE account then" not in said.partition('id="history"')[0]
    assert WHY in said
    desk.post(f"/money/kept/placement/{place.pk}/restore/")
    assert "SAMPLE account then" in text(desk.get("/money/lines/sample-line/"))


def test_a_year_is_carried_by_the_bill_where_the_line_stood_then(
    desk: Client, line: Line, keeper: User
) -> None:
    other = BundleFactory(key="sample-other", short_name="SAMPLE other bill")
    other.bills.create(
        fiscal_year=2017, citation="H.R. 1 (115th)", source="SAMPLE", as_of=date(2026, 11, 2), key="sample"
    )
    AmountFactory(line=line, fiscal_year=2017)
    desk.post("/money/lines/sample-line/places/new/", PLACE)

    carried = text(desk.get("/money/lines/sample-line/")).partition('id="bills"')[2]
    assert "H.R. 1" in carried
