"""Report language on its pages: sought and found, outcome, differences, clearing (P2), carrying over, files."""

from __future__ import annotations

import itertools

import pytest
from django.urls import reverse

from appropriations.choices import ItemKind, LanguageOutcome, ReportKind, SlateTo
from appropriations.found_language import outcome_of
from appropriations.models import LanguageFound, ReportLanguage, Slate, SlateItem
from appropriations.services.languages import NotClearedError, keep_language
from common.models import AuditEntry
from tests.factories.appropriations import LanguageFoundFactory, LineFactory, ReportLanguageFactory
from tests.factories.legislation import BillFactory
from tests.factories.members import former_member, representative, staff_member
from tests.pages import queries_of, sheet_rows, signed_in

pytestmark = pytest.mark.django_db

LIST = "/money/report-language/"
ASKS = "SAMPLE. It may be paid by an offset."


@pytest.fixture
def staff():
    return staff_member()


@pytest.fixture
def desk(staff):
    return signed_in(staff)


@pytest.fixture
def member():
    return signed_in(representative())


def said(response):
    return " ".join(response.content.decode().split())


def typed(line, **fields):
    return {
        "line": line.pk,
        "fiscal_year": "2027",
        "title": "SAMPLE housing",
        "sought": "SAMPLE. The Committee directs a report.",
        "source": "SAMPLE requests",
        "source_url": "",
        "as_of": "2026-11-21",
        **fields,
    }


def test_the_list_says_what_each_report_made_of_a_passage(member):
    passage = ReportLanguageFactory(title="SAMPLE shelters")
    LanguageFoundFactory(language=passage)
    LanguageFoundFactory(language=passage, report="senate", outcome="not_adopted", text="")
    page = said(member.get(LIST))
    assert "SAMPLE shelters" in page
    assert "<b>Chambers differ</b>" in page
    assert "SAMPLE House report" in page
    assert "nothing known" in page


def test_the_page_shows_word_for_word_what_differs(member):
    passage = ReportLanguageFactory(sought="SAMPLE. Report within 120 days.")
    LanguageFoundFactory(language=passage, text="SAMPLE. Report within 180 days.", outcome="in_part")
    LanguageFoundFactory(language=passage, report="senate", text="SAMPLE.\n Report within   120 days.")
    page = said(member.get(passage.get_absolute_url()))
    assert '[removed: </span>120<span class="visually-hidden">] </span></del>' in page
    assert '[added: </span>180<span class="visually-hidden">] </span></ins>' in page
    assert page.count("What differs from what is sought") == 2
    assert "SAMPLE House report, page 1" in page


def test_a_report_word_for_word_as_sought_says_so(member):
    found = LanguageFoundFactory()
    page = said(member.get(found.get_absolute_url()))
    assert "Word for word as sought." in page
    assert "What differs" not in page


def test_the_filter_by_outcome_is_the_rule_itself(member):
    outcomes = [None, *LanguageOutcome.values]
    line = LineFactory()
    expected: dict[str, set[int]] = {}
    for number, combination in enumerate(itertools.product(outcomes, repeat=3)):
        passage = ReportLanguageFactory(line=line, title=f"SAMPLE {number}")
        told = {
            report: outcome for report, outcome in zip(ReportKind.values, combination, strict=True) if outcome
        }
        LanguageFound.objects.bulk_create(
            LanguageFoundFactory.build(language=passage, report=report, outcome=outcome, text="SAMPLE")
            for report, outcome in told.items()
        )
        expected.setdefault(outcome_of(told).ending.value, set()).add(passage.pk)
    assert len(expected) == 5
    for ending, keys in expected.items():
        assert set(ReportLanguage.objects.ending(ending).values_list("pk", flat=True)) == keys, ending


def test_what_was_withdrawn_of_a_report_counts_for_no_outcome():
    found = LanguageFoundFactory(report="joint_statement")
    assert ReportLanguage.objects.ending("adopted").exists()
    LanguageFound.objects.filter(pk=found.pk).update(withdrawn_at="2026-11-21T00:00Z", withdrawn_reason="x")
    assert not ReportLanguage.objects.ending("adopted").exists()
    assert ReportLanguage.objects.ending("pending").exists()


@pytest.mark.parametrize(
    "query", [{"q": "shelters HOUSING"}, {"year": "2026"}, {"outcome": "adopted"}, {"line": "wanted"}]
)
def test_filters_choose_passages(member, query):
    wanted = ReportLanguageFactory(
        title="SAMPLE shelters", sought="SAMPLE housing", fiscal_year=2026, line=LineFactory(slug="wanted")
    )
    LanguageFoundFactory(language=wanted, report="joint_statement")
    ReportLanguageFactory()
    rows = member.get(LIST, query).context["rows"]
    assert [row.language.pk for row in rows] == [wanted.pk]


def test_an_empty_list_and_one_without_a_fit_say_so(member):
    assert "No report language yet" in said(member.get(LIST))
    assert "No passage fits" in said(member.get(LIST, {"q": "nothing like it"}))


def test_list_and_line_take_as_many_queries_for_thirty_passages_as_for_one(member):
    line = LineFactory()
    addresses = [LIST, line.get_absolute_url()]
    LanguageFoundFactory(language=ReportLanguageFactory(line=line))
    first = [queries_of(member, address) for address in addresses]
    for _ in range(29):
        LanguageFoundFactory(language=ReportLanguageFactory(line=line))
    assert [queries_of(member, address) for address in addresses] == first


def test_a_passage_is_added_by_hand_and_stands_on_its_line(desk, staff):
    line = LineFactory()
    response = desk.post(reverse("appropriations:add_language"), typed(line), follow=True)
    passage = ReportLanguage.objects.get()
    assert (passage.entered_by, passage.sought) == (staff, "SAMPLE. The Committee directs a report.")
    assert "SAMPLE housing: added." in said(response)
    assert "SAMPLE housing" in said(desk.get(line.get_absolute_url()))


@pytest.mark.parametrize(
    ("fields", "field", "message"),
    [
        ({"fiscal_year": "27"}, "fiscal_year", "Write a fiscal year such as 2027."),
        ({"as_of": "2096-01-01"}, "as_of", "day to come"),
        ({"title": ""}, "title", "required"),
        ({"source": ""}, "source", "required"),
        ({"title": "SAMPLE taken"}, "title", "a passage of that name"),
        ({"sought": ASKS}, "cleared", "“offset”"),
    ],
)
def test_what_is_wrong_in_a_passage_is_said_at_its_field(desk, fields, field, message):
    line = LineFactory()
    ReportLanguageFactory(line=line, title="SAMPLE taken")
    response = desk.post(reverse("appropriations:add_language"), typed(line, **fields))
    assert response.status_code == 422
    assert message in str(response.context["form"].errors[field])
    assert ReportLanguage.objects.count() == 1


def test_a_named_person_clears_what_is_only_mentioned(desk, staff):
    line = LineFactory()
    address = reverse("appropriations:add_language")
    refused = desk.post(address, typed(line, sought=ASKS))
    (key, label), *_ = refused.context["form"].fields["cleared"].choices
    assert label == "“offset” names an offset, in: “It may be paid by an offset.”"
    desk.post(address, typed(line, sought=ASKS, cleared=[key]))
    passage = ReportLanguage.objects.get()
    assert [(one["phrase"], one["by"]) for one in passage.clearances] == [("offset", staff.pk)]
    page = said(desk.get(passage.get_absolute_url()))
    assert f"“offset”, cleared by {staff.name}" in page


def test_another_sentence_is_asked_about_anew(staff):
    passage = ReportLanguageFactory(sought="")
    passage.sought = ASKS
    with pytest.raises(NotClearedError, match="names an offset"):
        keep_language(language=passage, cleared=[], by=staff)
    key = "offset: it may be paid by an offset."
    assert keep_language(language=passage, cleared=[key], by=staff)
    other = staff_member()
    passage.title = "SAMPLE renamed"
    assert keep_language(language=passage, cleared=[], by=other)
    assert passage.clearances[0]["by"] == staff.pk
    passage.sought = ASKS.replace("may be", "is to be")
    with pytest.raises(NotClearedError):
        keep_language(language=passage, cleared=[key], by=other)


def test_what_a_report_says_is_entered_with_its_citation(desk, staff):
    passage = ReportLanguageFactory()
    bill = BillFactory(number=9002)
    address = reverse("appropriations:add_found", args=[passage.pk])
    fields = {
        "report": "house",
        "outcome": "in_part",
        "text": "SAMPLE. The Committee directs the Office to report.",
        "document": "H.Rept. 119-1",
        "page": "page 12",
        "url": "https://congress.example/report",
        "bill": "119-hr-9002",
        "as_of": "2026-11-21",
        "note": "",
    }
    desk.post(address, fields)
    found = passage.found.get()
    assert (found.bill, found.entered_by, found.page) == (bill, staff, "page 12")
    again = desk.post(address, fields)
    assert "edit that" in str(again.context["form"].errors["report"])
    page = said(desk.get(passage.get_absolute_url()))
    assert "H.Rept. 119-1</a>, page 12" in page
    assert "H.R. 9002 (119th)" in page


def test_what_was_adopted_has_words(desk):
    passage = ReportLanguageFactory()
    fields = {"report": "house", "outcome": "adopted", "document": "H.Rept. 119-1", "as_of": "2026-11-21"}
    response = desk.post(reverse("appropriations:add_found", args=[passage.pk]), fields)
    assert "Give the words" in str(response.context["form"].errors["text"])
    desk.post(reverse("appropriations:add_found", args=[passage.pk]), fields | {"outcome": "not_adopted"})
    assert passage.found.get().outcome == "not_adopted"


def test_a_change_stands_in_the_history_and_can_be_undone_on_the_page(desk, staff):
    found = LanguageFoundFactory(page="page 1")
    fields = {name: getattr(found, name) for name in ("report", "outcome", "text", "document", "note", "url")}
    desk.post(
        reverse("appropriations:edit_found", args=[found.pk]),
        {**fields, "page": "page 2", "as_of": "2026-11-21", "bill": ""},
    )
    page = said(desk.get(found.get_absolute_url()))
    assert f"changed text of a report by {staff.name}" in page
    entry = AuditEntry.objects.get(verb="changed text of a report")
    desk.post(reverse("appropriations:undo_kept", args=["found", found.pk, entry.pk]))
    found.refresh_from_db()
    assert found.page == "page 1"


def test_a_passage_is_withdrawn_and_restored_on_its_page(desk):
    passage = ReportLanguageFactory()
    address = reverse("appropriations:withdraw_kept", args=["language", passage.pk])
    assert desk.post(address, {"reason": ""}).status_code == 422
    desk.post(address, {"reason": "entered twice"})
    assert "No report language yet" in said(desk.get(LIST))
    page = said(desk.get(passage.get_absolute_url()))
    assert "entered twice" in page
    assert "Carry over" not in page
    desk.post(reverse("appropriations:restore_kept", args=["language", passage.pk]))
    assert passage.title in said(desk.get(LIST))


def test_a_passage_is_carried_over_to_the_next_year_as_a_start(desk):
    passage = ReportLanguageFactory(fiscal_year=2026, sought=ASKS, title="SAMPLE carried")
    address = reverse("appropriations:carry_language", args=[passage.pk])
    assert desk.get(address).context["form"].initial["fiscal_year"] == 2027
    assert "after 2026" in said(desk.post(address, {"fiscal_year": "2026"}))
    start = desk.post(address, {"fiscal_year": "2027"}, follow=True)
    assert start.context["form"]["sought"].value() == ASKS
    fields = {
        **typed(passage.line, title="SAMPLE carried", sought="SAMPLE. A report."),
        "source": "Sought for FY 2026",
    }
    desk.post(start.redirect_chain[0][0], fields)
    carried = ReportLanguage.objects.get(fiscal_year=2027)
    assert (carried.carried_from, carried.clearances) == (passage, [])
    assert "already" in said(desk.post(address, {"fiscal_year": "2027"}))
    assert "FY 2027" in said(desk.get(passage.get_absolute_url()))


def test_a_passage_is_taken_from_an_item_of_a_slate(desk):
    line = LineFactory()
    slate = Slate.objects.create(fiscal_year=2028, to=SlateTo.CONGRESS)
    item = SlateItem.objects.create(
        slate=slate, line=line, kind=ItemKind.LANGUAGE, report_language="SAMPLE. The Committee directs."
    )
    address = f"{reverse('appropriations:add_language')}?item={item.pk}"
    form = desk.get(address).context["form"]
    assert (form["sought"].value(), form["fiscal_year"].value()) == ("SAMPLE. The Committee directs.", 2028)
    desk.post(
        address, typed(line, fiscal_year="2028", sought=item.report_language, source=form["source"].value())
    )
    assert ReportLanguage.objects.get().slate_item == item


def test_the_file_has_every_text_with_its_source_and_follows_the_filters(member):
    found = LanguageFoundFactory(language=ReportLanguageFactory(title="SAMPLE in the file"))
    ReportLanguageFactory(title="SAMPLE other", fiscal_year=2026)
    heading, *rows = sheet_rows(member.get(f"{LIST}export.csv", {"year": "2027"}))
    (row,) = [dict(zip(heading, one, strict=True)) for one in rows]
    assert row["About"] == "SAMPLE in the file"
    assert row["House text"] == found.text
    assert row["House source"] == "SAMPLE House report, page 1"
    assert row["Outcome"] == "Pending"
    assert member.get(f"{LIST}export.xlsx").status_code == 200


def test_nobody_outside_sees_a_passage():
    passage = ReportLanguageFactory()
    assert not ReportLanguage.objects.visible_to(former_member()).exists()
    assert signed_in(former_member()).get(passage.get_absolute_url()).status_code == 403


def test_a_line_with_a_sample_passage_says_that_it_rests_on_one(member):
    line = LineFactory(is_sample=False)
    ReportLanguageFactory(line=line, is_sample=True)
    assert "Some rows on this page are sample data" in said(member.get(line.get_absolute_url()))
