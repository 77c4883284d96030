"""The pages of Acts: handing one in, its candidates by line, and what a person answers to each."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from appropriations.choices import Bearing, CandidateState, Nature
from appropriations.models import ActCandidate, ActReading, Amount
from appropriations.services.find_amounts import keep_reading
from common.dates import today
from tests.appropriations.sample_act import NAME, WHOLE
from tests.factories.acts import ActCandidateFactory, ActReadingFactory
from tests.factories.appropriations import AmountFactory, LineFactory
from tests.factories.members import staff_member
from tests.pages import queries_of, sheet_rows, signed_in, words_of

pytestmark = pytest.mark.django_db
LIST = "/money/acts/"


@pytest.fixture
def staff():
    return signed_in(staff_member())


def handed_in(staff, content=WHOLE, name=NAME):
    given = SimpleUploadedFile(name, content, content_type="text/xml")
    return staff.post(f"{LIST}read/", {"file": given})


def address(candidate, what):
    return reverse(f"appropriations:{what}_candidate", args=[candidate.pk])


def filled(candidate, **changes):
    return {
        "line": candidate.line_id or "",
        "fiscal_year": candidate.fiscal_year,
        "stage": candidate.stage,
        "nature": candidate.proposed,
        "part_of": "",
        "words": candidate.words,
        "page": candidate.page,
        "as_of": today().isoformat(),
        "note": candidate.note,
        "because": "",
    } | changes


def test_an_act_that_is_handed_in_is_read_and_shown_and_nothing_is_a_figure(staff):
    LineFactory(slug="sample-girls", name="Grants to prevent trafficking of girls")
    response = handed_in(staff)
    reading = ActReading.objects.get()
    assert response.url == reading.get_absolute_url()
    said = words_of(staff.get(response.url))
    assert "SAMPLE Appropriations Act, 2026" in said
    assert "Grants to prevent trafficking of girls $4,000,000 of which, inside $55,000,000" in said
    assert "No line of ours" in said
    assert "$298,579,000" not in said
    assert not Amount.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("act.pdf", WHOLE, "“act.pdf” is no XML file"),
        (NAME, b"<bill/>", f"{NAME}: is no enrolled Act"),
        (NAME, b"not XML", f"{NAME}: is not well-formed XML"),
        (NAME, b"<a>" + b" " * (10 * 1024 * 1024), "is larger than 10 MB"),
        (NAME, b"", "empty"),
    ],
)
def test_a_file_that_is_no_act_is_refused_at_its_field_and_named(staff, name, content, words):
    response = handed_in(staff, content, name)
    assert response.status_code == 422
    assert words in response.content.decode().replace("&#x27;", "'").replace("&lt;", "<").replace("&gt;", ">")
    assert not ActReading.objects.exists()


def test_the_list_says_how_many_await_a_look(staff):
    reading = ActReadingFactory()
    ActCandidateFactory(reading=reading)
    ActCandidateFactory(reading=reading, bearing=Bearing.NOT_OURS)
    row = words_of(staff.get(LIST))
    assert "SAMPLE Appropriations Act, 2026" in row
    assert "FY 2026 1 1 0" in row


def test_without_an_act_the_list_says_where_one_is_found(staff):
    assert "No Act was read yet" in words_of(staff.get(LIST))


def test_the_sentence_is_shown_with_the_amount_marked_and_all_that_is_known(staff):
    row = ActCandidateFactory(
        enclosing_dollars=90_000_000,
        enclosing_words="for grants",
        available="until expended",
        note="SAMPLE note",
    )
    page = staff.get(row.reading.get_absolute_url()).content.decode()
    assert (
        "<blockquote>That <mark>$10,000,000</mark> shall be for victims of trafficking</blockquote>" in page
    )
    for words in (
        "inside $90,000,000",
        "for grants",
        "until expended",
        "SAMPLE note",
        row.where,
        "human trafficking",
    ):
        assert words in page


def test_what_differs_from_our_figure_says_so_and_shows_it(staff):
    row = ActCandidateFactory()
    AmountFactory(line=row.line, dollars=9_000_000, document="SAMPLE other", is_sample=False)
    said = words_of(staff.get(row.reading.get_absolute_url()))
    assert "Differs from our figure" in said
    assert "$9,000,000, SAMPLE other" in said


def test_filters_choose_by_state_bearing_and_line(staff):
    reading = ActReadingFactory()
    mine = ActCandidateFactory(reading=reading, dollars=1_111)
    ActCandidateFactory(reading=reading, dollars=2_222, bearing=Bearing.NOT_OURS, line=None)
    ActCandidateFactory(reading=reading, dollars=3_333)
    at = reading.get_absolute_url()
    assert "$2,222" not in words_of(staff.get(at))
    assert "$2,222" in words_of(staff.get(at, {"bearing": "all"}))
    only = words_of(staff.get(at, {"line": mine.line_id}))
    assert ("$1,111" in only, "$3,333" in only) == (True, False)
    assert "No amount fits" in words_of(staff.get(at, {"state": "rejected"}))


def test_one_act_never_shows_the_candidates_of_another(staff):
    row, other = ActCandidateFactory(), ActCandidateFactory(dollars=7_777)
    assert other.reading_id != row.reading_id
    assert "$7,777" not in words_of(staff.get(row.reading.get_absolute_url()))


def test_the_page_takes_as_many_queries_for_thirty_candidates_as_for_one(staff):
    reading = ActReadingFactory()
    ActCandidateFactory(reading=reading)
    few = queries_of(staff, reading.get_absolute_url())
    for _ in range(29):
        row = ActCandidateFactory(reading=reading)
        AmountFactory(line=row.line, is_sample=False)
    assert queries_of(staff, reading.get_absolute_url()) == few


def test_the_list_of_acts_takes_as_many_queries_for_thirty_as_for_one(staff):
    ActCandidateFactory()
    few = queries_of(staff, LIST)
    for _ in range(29):
        ActCandidateFactory(reading__read_by=staff_member())
    assert queries_of(staff, LIST) == few


def test_long_lists_have_pages(staff):
    reading = ActReadingFactory()
    for number in range(35):
        ActCandidateFactory(reading=reading, line=None, dollars=1_000_000 + number)
    assert "1 to 30 of 35 amounts" in words_of(staff.get(reading.get_absolute_url()))
    assert "$1,000,034" in words_of(staff.get(reading.get_absolute_url(), {"page": 2}))


def test_the_same_candidates_are_handed_out_as_a_file(staff):
    row = ActCandidateFactory(sentence="=SAMPLE $10,000,000", start=8)
    heading, first = sheet_rows(staff.get(f"{row.reading.get_absolute_url()}candidates.csv"))
    told = dict(zip(heading, first, strict=True))
    assert (told["Line"], told["Dollars"], told["State"]) == (row.line.name, "10000000", "Awaits a look")
    assert not told["Sentence"].startswith("=")


def test_the_form_is_filled_in_from_the_act(staff):
    reading = keep_reading(data=WHOLE, name=NAME, by=None)
    row = reading.candidates.get(dollars=4_000_000)
    form = staff.get(address(row, "accept")).context["form"]
    assert form.initial["nature"] == Nature.WHOLE
    assert form.initial["fiscal_year"] == 2026
    assert form.initial["page"] == "Division A, State and Local Assistance, paragraph (3)(A)"
    assert form.initial["note"].startswith(
        "In the Act it stands inside $55,000,000: for delinquency prevention"
    )
    assert "dollars" not in form.fields


def test_a_confirmed_form_makes_a_figure_with_the_act_as_its_source(staff):
    row = ActCandidateFactory()
    response = staff.post(address(row, "accept"), filled(row), follow=True)
    assert "is a figure of" in words_of(response)
    made = Amount.objects.get()
    assert (made.line, made.fiscal_year, made.dollars) == (row.line, 2026, 10_000_000)
    assert (made.document, made.page, made.source_kind) == (row.reading.document, row.page, "law")
    assert made.url.startswith("https://www.congress.gov/bill/119th-congress/house-bill/9100")
    assert made.as_of == today()
    row.refresh_from_db()
    assert row.amount == made


def test_a_part_names_the_figure_that_holds_it(staff):
    whole = AmountFactory(dollars=90_000_000, is_sample=False)
    row = ActCandidateFactory(
        line=whole.line, enclosing_dollars=90_000_000, nature=Nature.OF_WHICH, proposed=Nature.OF_WHICH
    )
    assert staff.get(address(row, "accept")).context["form"].initial["part_of"] == whole.pk
    staff.post(address(row, "accept"), filled(row, part_of=whole.pk))
    assert Amount.objects.get(dollars=10_000_000).parent == whole


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"line": ""}, "line"),
        ({"fiscal_year": "1900"}, "fiscal_year"),
        ({"stage": "to_congress"}, "stage"),
        ({"as_of": "2099-01-01"}, "as_of"),
        ({"page": "x" * 81}, "page"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_saved(staff, changes, field):
    row = ActCandidateFactory()
    response = staff.post(address(row, "accept"), filled(row, **changes))
    assert response.status_code == 422
    assert response.context["form"].errors[field]
    assert not Amount.objects.exists()


def test_a_candidate_without_a_year_asks_for_it(staff):
    row = ActCandidateFactory(fiscal_year=None)
    assert staff.get(address(row, "accept")).status_code == 200
    response = staff.post(address(row, "accept"), filled(row, fiscal_year=""))
    assert response.context["form"].errors["fiscal_year"]


def test_a_rejected_candidate_stays_so_with_its_reason_and_can_be_taken_back(staff):
    row = ActCandidateFactory()
    said = words_of(staff.post(address(row, "reject"), {"reason": "SAMPLE why not"}, follow=True))
    assert "is rejected, also when this Act is read again" in said
    assert "SAMPLE why not" in said
    staff.post(address(row, "reopen"))
    row.refresh_from_db()
    assert row.state == CandidateState.OPEN


def test_what_was_answered_meanwhile_is_said_and_not_answered_twice(staff):
    row = ActCandidateFactory()
    staff.post(address(row, "reject"))
    for what in ("reject", "accept"):
        said = words_of(staff.post(address(row, what), filled(row), follow=True))
        assert "It was rejected meanwhile by" in said
    assert not Amount.objects.exists()


def test_an_answered_candidate_has_no_form(staff):
    row = ActCandidateFactory()
    staff.post(address(row, "reject"))
    assert "Save the figure" not in words_of(staff.get(address(row, "accept")))


def test_an_account_for_many_purposes_offers_no_acceptance(staff):
    row = ActCandidateFactory(bearing=Bearing.AMONG_OTHERS)
    said = words_of(staff.get(row.reading.get_absolute_url()))
    assert "Accept as a figure" not in said
    assert "is no figure for the line" in said
    assert staff.post(address(row, "accept"), filled(row)).status_code == 404
    assert not Amount.objects.exists()


def test_an_act_whose_page_is_gone_is_not_found(staff):
    assert staff.get(f"{LIST}{'0' * 64}/").status_code == 404
    assert not ActCandidate.objects.exists()


def test_a_part_keeps_its_bound_in_its_words(staff):
    row = ActCandidateFactory(
        nature=Nature.OF_WHICH, proposed=Nature.OF_WHICH, bound="floor", words="for a report"
    )
    assert staff.get(address(row, "accept")).context["form"].initial["words"] == "not less than: for a report"
