"""Member letters: kept with their last day to sign, signers pasted or by hand, and what a list says of an office."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from appropriations.models import Deadline, MemberLetter
from appropriations.selectors.support import letters_of_offices
from appropriations.services.first_support import load_letters, make_sample_calendar
from appropriations.services.member_letters import add_letter, change_letter, take_back_letter, undo_letter
from appropriations.services.row_changes import RowError
from appropriations.services.signers import add_signers, remove_signer
from common.dates import today
from common.models import AuditEntry
from decisions.selectors.subject_search import search_subjects
from tests.factories.appropriations import BundleFactory, LineFactory
from tests.factories.decisions import CommentFactory
from tests.factories.legislation import LegislatorFactory, TermFactory
from tests.factories.members import former_member, representative, staff_member
from tests.factories.support import MemberLetterFactory, MemberSignatureFactory
from tests.pages import queries_of, sheet_rows, signed_in, words_of

pytestmark = pytest.mark.django_db
LIST = "/money/member-letters/"
DAY = date(2026, 11, 21)


def office(last, first="Sample", **term):
    settings = {"starts_on": date(2025, 1, 3), "ends_on": today() + timedelta(days=300)}
    who = LegislatorFactory(last_name=last, first_name=first)
    return TermFactory(legislator=who, **(settings | term)).legislator


@pytest.fixture
def staff():
    return staff_member()


def fields(**said):
    base = {
        "fiscal_year": 2028,
        "chamber": "house",
        "bundle": BundleFactory(),
        "subject": "SAMPLE letter",
        "deadline_on": today() + timedelta(days=20),
        "source": "SAMPLE circulation",
        "as_of": DAY,
    }
    return base | said


def sign(letter, *who, by, is_lead=False):
    return add_signers(
        letter=letter,
        legislators=[one.pk for one in who],
        is_lead=is_lead,
        source="SAMPLE list",
        source_url="",
        as_of=DAY,
        by=by,
    )


def said_of(who, letter):
    user = representative()
    return [one.words for one in letters_of_offices([who.pk], user).get(who.pk, ()) if one.letter == letter]


# --- the letter and its last day ---------------------------------------------------------------


def test_the_last_day_to_sign_stands_in_the_calendar_and_moves_with_the_letter(staff):
    letter = add_letter(fields=fields(), by=staff)
    kept = Deadline.objects.get(letter=letter)
    assert (kept.due_on, kept.filed_by, kept.kind) == (letter.deadline_on, staff, "member_letter")
    later = today() + timedelta(days=25)
    change_letter(letter=letter, fields={"deadline_on": later}, by=staff)
    kept.refresh_from_db()
    assert (kept.due_on, kept.changes) == (later, 1)
    undo_letter(letter=letter, by=staff)
    kept.refresh_from_db()
    assert kept.due_on == today() + timedelta(days=20)
    change_letter(letter=letter, fields={"delivered_on": today()}, by=staff)
    kept.refresh_from_db()
    assert kept.done_on == today()


def test_a_letter_taken_back_counts_nowhere_until_that_is_undone(staff):
    line, who = LineFactory(), office("Alder")
    letter = add_letter(fields=fields(lines=[line]), by=staff)
    sign(letter, who, by=staff)
    take_back_letter(letter=letter, by=staff)
    assert said_of(who, letter) == []
    assert Deadline.objects.get(letter=letter).is_off
    assert signed_in(staff).get(LIST).context["page"].paginator.count == 0
    with pytest.raises(RowError, match="taken back already"):
        take_back_letter(letter=letter, by=staff)
    with pytest.raises(RowError, match="undo that first"):
        sign(letter, office("Birch"), by=staff)
    undo_letter(letter=letter, by=staff)
    assert said_of(who, letter) == [f"Signed the FY\N{NO-BREAK SPACE}2028 letter for {line.name}"]
    assert not Deadline.objects.get(letter=letter).is_off


def test_the_same_letter_twice_is_refused_by_service_and_database(staff):
    first = add_letter(fields=fields(), by=staff)
    with pytest.raises(RowError, match="here already"):
        add_letter(fields=fields(), by=staff)
    with pytest.raises(IntegrityError), transaction.atomic():
        MemberLetterFactory(fiscal_year=2028, bundle=first.bundle, subject=first.subject)
    take_back_letter(letter=first, by=staff)
    add_letter(fields=fields(), by=staff)
    with pytest.raises(RowError, match="here already"):
        undo_letter(letter=first, by=staff)


def test_only_the_secretariat_keeps_letters(staff):
    letter = add_letter(fields=fields(), by=staff)
    member, who = representative(), office("Alder")
    sign(letter, who, by=staff)
    signature = letter.signatures.get()
    for verb in (
        lambda: add_letter(fields=fields(subject="SAMPLE other"), by=member),
        lambda: change_letter(letter=letter, fields={"subject": "SAMPLE other"}, by=member),
        lambda: sign(letter, who, by=member),
        lambda: remove_signer(letter=letter, signature_id=signature.pk, by=member),
        lambda: undo_letter(letter=letter, by=member),
    ):
        with pytest.raises(RowError, match="secretariat"):
            verb()
    assert letter.signatures.count() == 1


# --- signers -----------------------------------------------------------------------------------


def test_signers_are_added_once_with_their_source_and_made_leads(staff):
    letter = add_letter(fields=fields(), by=staff)
    alder, birch = office("Alder"), office("Birch")
    assert sign(letter, alder, birch, alder, by=staff) == 2
    assert sign(letter, alder, by=staff, is_lead=True) == 0
    assert {one.legislator.last_name: one.is_lead for one in letter.signatures.all()} == {
        "Alder": True,
        "Birch": False,
    }
    undo_letter(letter=letter, by=staff)
    assert not letter.signatures.filter(is_lead=True).exists()
    undo_letter(letter=letter, by=staff)
    assert not letter.signatures.exists()


def test_a_name_taken_off_is_put_back_as_it_was_by_undo(staff):
    letter = add_letter(fields=fields(delivered_on=None), by=staff)
    who = office("Alder")
    sign(letter, who, by=staff, is_lead=True)
    change_letter(letter=letter, fields={"signers_complete": True}, by=staff)
    remove_signer(letter=letter, signature_id=letter.signatures.get().pk, by=staff)
    assert not MemberLetter.objects.get().signers_complete
    undo_letter(letter=letter, by=staff)
    back = letter.signatures.get()
    assert (back.legislator, back.is_lead, back.source, back.as_of) == (who, True, "SAMPLE list", DAY)
    assert MemberLetter.objects.get().signers_complete
    with pytest.raises(RowError, match="no longer on the letter"):
        remove_signer(letter=letter, signature_id=0, by=staff)


def test_a_list_is_whole_only_with_as_many_names_as_the_source_counts(staff):
    letter = add_letter(fields=fields(signer_count=2), by=staff)
    with pytest.raises(RowError, match="without a single name"):
        change_letter(letter=letter, fields={"signers_complete": True}, by=staff)
    sign(letter, office("Alder"), by=staff)
    with pytest.raises(RowError, match="counts 2 signers, and 1 are not named"):
        change_letter(letter=letter, fields={"signers_complete": True}, by=staff)
    sign(letter, office("Birch"), by=staff)
    change_letter(letter=letter, fields={"signers_complete": True}, by=staff)
    assert MemberLetter.objects.get().signers_complete


def test_that_an_office_did_not_sign_is_said_of_a_whole_list_only():
    line, missing = LineFactory(short_name="SAMPLE line"), office("Cedar")
    letter = MemberLetterFactory()
    letter.lines.add(line)
    MemberSignatureFactory(letter=letter, legislator=office("Alder"))
    assert said_of(missing, letter) == []
    MemberLetter.objects.update(signers_complete=True)
    assert said_of(missing, letter) == ["Did not sign the FY\N{NO-BREAK SPACE}2026 letter for SAMPLE line"]
    senator = office("Dogwood", chamber="senate", district=None)
    newcomer = office("Elm", starts_on=date(2025, 9, 1))
    assert said_of(senator, letter) == said_of(newcomer, letter) == []


def test_a_member_of_several_terms_is_judged_by_the_seat_held_when_the_letter_closed():
    letter = MemberLetterFactory(signers_complete=True, delivered_on=date(2024, 5, 1))
    MemberSignatureFactory(letter=letter, legislator=office("Alder"))
    who = office("Birch")
    assert said_of(who, letter) == []
    TermFactory(legislator=who, starts_on=date(2023, 1, 3), ends_on=date(2025, 1, 3))
    assert len(said_of(who, letter)) == 1


# --- pages -------------------------------------------------------------------------------------


def test_lists_and_pages_ask_as_many_queries_for_thirty_as_for_one(staff):
    client = signed_in(representative())
    letter = MemberLetterFactory()
    letter.lines.add(LineFactory())
    MemberSignatureFactory(letter=letter, legislator=office("Alder"), is_lead=True)
    MemberSignatureFactory(letter=letter, legislator=office("Birch"))
    listed, opened = queries_of(client, LIST), queries_of(client, letter.get_absolute_url())
    for number in range(29):
        other = MemberLetterFactory()
        other.lines.add(LineFactory())
        MemberSignatureFactory(letter=other, legislator=office(f"Cedar{number}"), is_lead=True)
        MemberSignatureFactory(letter=letter, legislator=office(f"Dogwood{number}"), is_lead=number % 2 == 0)
    assert queries_of(client, LIST) == listed
    assert queries_of(client, letter.get_absolute_url()) == opened


def test_the_page_names_leads_by_chamber_and_signers_by_last_name_of_every_party(staff):
    letter = MemberLetterFactory(chamber="")
    for last, term, lead in (
        ("Zelkova", {"party": "Republican"}, True),
        ("Birch", {"chamber": "senate", "district": None, "state": "ME"}, True),
        ("Cedar", {"party": "Republican"}, False),
        ("Alder", {}, False),
    ):
        MemberSignatureFactory(letter=letter, legislator=office(last, **term), is_lead=lead)
    page = words_of(signed_in(representative()).get(letter.get_absolute_url()))
    assert page.index("Rep. Sample Zelkova (R-OR-1)") < page.index("Sen. Sample Birch (D-ME)")
    assert page.index("Sample Alder") < page.index("Sample Cedar")
    assert "2 D, 2 R" in page
    assert "says nothing of who is not on it" in page


def test_a_count_without_names_is_said_as_that():
    letter = MemberLetterFactory(signer_count=72)
    page = words_of(signed_in(representative()).get(letter.get_absolute_url()))
    assert "The source counts 72 signers; no name is known here." in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "hotline"}, ["SAMPLE hotline"]),
        ({"year": "2027"}, ["SAMPLE other"]),
        ({"chamber": "senate"}, ["SAMPLE other"]),
        ({"state": "open"}, ["SAMPLE hotline"]),
        ({"state": "delivered"}, ["SAMPLE other"]),
        ({"q": "nothing of it"}, []),
    ],
)
def test_filters_of_letters_choose_what_they_say(query, found):
    MemberLetterFactory(
        subject="SAMPLE hotline", fiscal_year=2028, delivered_on=None, deadline_on=today() + timedelta(days=1)
    )
    MemberLetterFactory(subject="SAMPLE other", fiscal_year=2027, chamber="senate")
    answer = signed_in(representative()).get(LIST, query)
    assert [row.letter.subject for row in answer.context["rows"]] == found
    assert ("No letter fits" in answer.content.decode()) is (found == [])


FORM = {
    "fiscal_year": "2028",
    "subject": "SAMPLE letter",
    "chamber": "house",
    "bundle": "sample-bill",
    "deadline_on": "2027-03-12",
    "source": "SAMPLE circulation",
    "as_of": "2026-11-01",
}


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"subject": ""}, "This field is required"),
        ({"delivered_on": "2027-03-01"}, "delivered before its last day to sign"),
        ({"signer_count": "0"}, "greater than or equal to 1"),
        ({"signers_complete": "on"}, "without a single name"),
        ({"signers_complete": "on", "deadline_on": ""}, "say when that was"),
        ({"circulation_text": "It is offset by cutting another program."}, "asks for no such thing"),
    ],
)
def test_what_cannot_be_kept_of_a_letter_is_refused_and_nothing_typed_is_lost(staff, said, words):
    BundleFactory()
    answer = signed_in(staff).post(f"{LIST}new/", FORM | said)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not MemberLetter.objects.exists()


def test_words_the_coalition_never_asks_for_are_cleared_by_a_named_person(staff):
    BundleFactory()
    client = signed_in(staff)
    said = FORM | {"circulation_text": "No offset is asked for."}
    client.post(f"{LIST}new/", said)
    assert not MemberLetter.objects.exists()
    # A box that was ticked for other words clears nothing.
    assert client.post(f"{LIST}new/", said | {"guarded_words_cleared": "earmark"}).status_code == 422
    assert client.post(f"{LIST}new/", said | {"guarded_words_cleared": "offset"}).status_code == 302
    entry = AuditEntry.objects.get(verb__startswith="cleared words")
    assert (entry.actor_id, entry.detail) == (staff.pk, {"phrases": ["offset"]})


def paste(client, letter, text, **more):
    said = {"names": text, "source": "SAMPLE press release", "as_of": "2026-11-01"}
    return client.post(f"{letter.get_absolute_url()}signers/paste/", said | more)


def test_pasted_names_are_shown_as_read_and_nothing_is_saved_until_it_is_confirmed(staff):
    client, letter = signed_in(staff), MemberLetterFactory()
    office("Alder", "Ánna")
    oak, _ = office("Oak", "Robert"), office("Oak", "Maria")
    text = "Rep. Anna Alder (D-OR-1)\nOak\nNobody Atall"
    read = paste(client, letter, text)
    assert [line.is_clear for line in read.context["lines"]] == [True, False, False]
    assert "3 names read: 1 to add, 2 to answer first. Nothing is saved yet." in words_of(read)
    unanswered = paste(client, letter, text, confirm="yes", **{"line-1": oak.pk})
    assert unanswered.status_code == 422
    assert "1 of the names still ask for an answer" in unanswered.content.decode()
    assert not letter.signatures.exists()
    saved = paste(client, letter, text, confirm="yes", **{"line-1": oak.pk, "line-2": "-"})
    assert saved.url == letter.get_absolute_url()
    assert {one.legislator.last_name for one in letter.signatures.all()} == {"Alder", "Oak"}
    assert {one.source for one in letter.signatures.all()} == {"SAMPLE press release"}


def test_names_on_the_letter_already_are_said_and_not_added_again(staff):
    client, letter = signed_in(staff), MemberLetterFactory()
    MemberSignatureFactory(letter=letter, legislator=office("Alder"))
    office("Birch")
    answer = paste(client, letter, "Alder\nBirch", confirm="yes")
    assert answer.status_code == 302
    assert letter.signatures.count() == 2
    assert "1 name added. 1 were on it already." in words_of(client.get(answer.url))


def test_nobody_can_be_made_a_signer_who_could_not_have_signed(staff):
    client, letter = signed_in(staff), MemberLetterFactory(chamber="house")
    senator = office("Birch", chamber="senate", district=None)
    answer = paste(client, letter, "Somebody Else", confirm="yes", **{"line-0": senator.pk})
    assert answer.status_code == 422
    by_hand = {"legislator": senator.pk, "source": "SAMPLE", "as_of": "2026-11-01"}
    assert client.post(f"{letter.get_absolute_url()}signers/add/", by_hand).status_code == 422
    assert not letter.signatures.exists()


def test_who_held_a_seat_then_can_be_added_though_it_is_anothers_now(staff):
    letter = MemberLetterFactory(delivered_on=date(2023, 5, 1))
    who = office("Alder", starts_on=date(2023, 1, 3), ends_on=date(2025, 1, 3))
    said = {"legislator": who.pk, "is_lead": "on", "source": "SAMPLE", "as_of": "2026-11-01"}
    signed_in(staff).post(f"{letter.get_absolute_url()}signers/add/", said)
    assert letter.signatures.get().is_lead


def test_an_empty_paste_and_names_without_a_source_are_refused(staff):
    client, letter = signed_in(staff), MemberLetterFactory()
    assert "No name was found" in paste(client, letter, "1.\n2.").content.decode()
    assert "This field is required" in paste(client, letter, "Alder", source="").content.decode()


def test_a_name_is_taken_off_and_put_back_on_the_page(staff):
    client, letter = signed_in(staff), MemberLetterFactory()
    one = MemberSignatureFactory(letter=letter, legislator=office("Alder"))
    address = letter.get_absolute_url()
    client.post(f"{address}signers/{one.pk}/remove/")
    page = words_of(client.get(address))
    assert "was taken off" in page
    assert "removed a signer" in page
    client.post(f"{address}undo/")
    assert letter.signatures.get().legislator == one.legislator


def test_signers_and_letters_are_handed_out_as_files(staff):
    client = signed_in(representative())
    letter = MemberLetterFactory(signer_count=3, subject="=SAMPLE()")
    MemberSignatureFactory(letter=letter, legislator=office("Zelkova"), is_lead=True)
    MemberSignatureFactory(letter=letter, legislator=office("Alder"))
    heading, *rows = sheet_rows(client.get(f"{letter.get_absolute_url()}signers.csv"))
    assert [(row[0], row[1]) for row in rows] == [
        ("Rep. Sample Zelkova (D-OR-1)", "yes"),
        ("Rep. Sample Alder (D-OR-1)", "no"),
    ]
    assert heading[3:] == ["Source", "Address of the source", "As of"]
    heading, row = sheet_rows(client.get(f"{LIST}export.csv"))
    assert row[heading.index("Subject")] == "'=SAMPLE()"
    assert row[heading.index("Names known here")] == "2"


def test_what_is_said_about_a_letter_stands_on_its_page():
    letter = MemberLetterFactory()
    CommentFactory(target=letter, text="SAMPLE thought about the letter")
    assert "SAMPLE thought about the letter" in words_of(
        signed_in(representative()).get(letter.get_absolute_url())
    )


def test_a_letter_can_be_named_by_a_proposal_inside_only():
    letter = MemberLetterFactory(subject="SAMPLE hotline letter")
    found = [one.key for one in search_subjects("hotline", representative())]
    assert found == [f"appropriations.memberletter:{letter.pk}"]
    assert search_subjects("hotline", former_member()) == []


# --- what is shipped ---------------------------------------------------------------------------


def test_the_shipped_letter_counts_its_signers_and_names_nobody():
    BundleFactory(key="labor-hhs")
    line = LineFactory(slug="dol-ilab", short_name="ILAB")
    load_letters()
    load_letters()
    letter = MemberLetter.objects.get()
    assert (letter.fiscal_year, letter.signer_count, letter.signers_complete) == (2026, 72, False)
    assert (letter.delivered_on, list(letter.lines.all())) == (date(2025, 5, 23), [line])
    assert "lindasanchez.house.gov" in letter.source
    assert not letter.signatures.exists()


def test_what_people_changed_of_a_shipped_letter_stays(staff):
    BundleFactory(key="labor-hhs")
    load_letters()
    change_letter(letter=MemberLetter.objects.get(), fields={"chamber": "house"}, by=staff)
    load_letters()
    assert MemberLetter.objects.get().chamber == "house"


def test_sample_rows_say_so_name_no_legislator_and_are_made_once(staff):
    for key in ("cjs", "labor-hhs", "homeland"):
        BundleFactory(key=key)
    LineFactory(slug="doj-victim-services", bundle=BundleFactory(key="cjs"))
    assert make_sample_calendar(by=staff) == 8
    assert make_sample_calendar(by=staff) == 0
    rows = [*Deadline.objects.all(), *MemberLetter.objects.all()]
    assert all(row.is_sample and "SAMPLE" in f"{row}{row.source}" for row in rows)
    assert not Deadline.objects.filter(legislator__isnull=False).exists()
    assert not MemberLetter.objects.filter(signatures__isnull=False).exists()
    assert all(one.due_on.weekday() < 5 for one in Deadline.objects.all())
