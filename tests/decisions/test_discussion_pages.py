"""Threads on pages: where they are read, begun and found again."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import quote

import pytest
from django.utils import timezone

from decisions.models import Comment
from decisions.selectors.discussion import REPLIES_PER_PAGE
from members.choices import Role
from tests.factories.appropriations import LineFactory
from tests.factories.decisions import CommentFactory, ProposalFactory, an_open_proposal
from tests.factories.legislation import BillFactory
from tests.factories.members import (
    AffiliationFactory,
    OrganizationFactory,
    representative,
    staff_member,
)
from tests.factories.priorities import PriorityFactory
from tests.pages import queries_of, signed_in

pytestmark = pytest.mark.django_db
SUBJECTS = [an_open_proposal, BillFactory, LineFactory, PriorityFactory]
NEW = "/decisions/discussion/new/"


def text_of(browser, address, **query):
    return browser.get(address, query, follow=True).content.decode()


def about(subject):
    return f"{NEW}?about={quote(f'{subject._meta.label_lower}:{subject.pk}')}"


@pytest.mark.parametrize("make", SUBJECTS)
def test_a_thread_is_begun_from_the_page_of_its_subject_and_read_there(make):
    subject, author = make(), AffiliationFactory(role=Role.STAFF).user
    browser = signed_in(author)
    assert about(subject) in text_of(browser, subject.get_absolute_url())
    sent = browser.post(about(subject), {"text": "SAMPLE **first** words"}, follow=True)
    assert sent.redirect_chain[-1][0] == Comment.objects.get().get_absolute_url()
    page = text_of(signed_in(representative()), subject.get_absolute_url())
    assert "SAMPLE <strong>first</strong> words" in page
    assert f"<b>{author.name}</b>, {author.current_affiliations[0].organization}" in page


@pytest.mark.parametrize("make", SUBJECTS)
def test_longer_discussions_take_no_more_queries_of_the_subjects_page(make):
    subject, browser = make(), signed_in(representative())
    CommentFactory(reply_to=CommentFactory(target=subject))
    few = queries_of(browser, subject.get_absolute_url())
    for start in CommentFactory.create_batch(29, target=subject):
        CommentFactory.create_batch(2, reply_to=start)
    assert queries_of(browser, subject.get_absolute_url()) == few


def test_a_longer_list_of_threads_takes_no_more_queries():
    subjects, browser = [make() for make in SUBJECTS], signed_in(representative())
    for subject in subjects:
        CommentFactory(target=subject)
    few = queries_of(browser, "/decisions/discussion/")
    for subject in subjects:
        CommentFactory.create_batch(5, target=subject)
    assert queries_of(browser, "/decisions/discussion/") == few


def test_a_longer_thread_takes_no_more_queries():
    start, browser = CommentFactory(target=BillFactory()), signed_in(representative())
    CommentFactory(reply_to=start)
    few = queries_of(browser, start.get_absolute_url())
    CommentFactory.create_batch(23, reply_to=start)
    assert queries_of(browser, start.get_absolute_url()) == few


def test_a_subjects_page_shows_the_latest_threads_and_replies_and_leads_to_the_rest():
    bill, browser = BillFactory(), signed_in(representative())
    for number in range(7):
        start = CommentFactory(target=bill, text=f"SAMPLE thread{number}")
    for number in range(5):
        CommentFactory(reply_to=start, text=f"SAMPLE reply{number}")
    page = text_of(browser, bill.get_absolute_url())
    assert [n for n in range(7) if f"thread{n}" in page] == [2, 3, 4, 5, 6]
    assert [n for n in range(5) if f"reply{n}" in page] == [2, 3, 4]
    assert page.index("thread6") < page.index("reply2") < page.index("reply4") < page.index("thread5")
    assert "2 earlier replies" in page
    assert "All 7 threads" in page


def test_the_address_of_a_reply_leads_to_its_place_in_the_thread():
    start, now = CommentFactory(target=BillFactory()), timezone.now()
    replies = [
        CommentFactory(reply_to=start, posted_at=now + timedelta(minutes=n // 2), text=f"SAMPLE reply-{n}.")
        for n in range(REPLIES_PER_PAGE + 1)
    ]
    browser = signed_in(representative())
    for reply, page in ((replies[0], 1), (replies[-2], 1), (replies[-1], 2)):
        at = f"{start.get_absolute_url()}?page={page}#comment-{reply.pk}"
        assert browser.get(reply.get_absolute_url()).headers["Location"] == at
        assert reply.text in browser.get(at).content.decode()


def test_a_reply_is_posted_and_shown_and_an_empty_one_is_told():
    start, person = CommentFactory(target=BillFactory()), representative()
    browser = signed_in(person)
    page = browser.post(start.get_absolute_url(), {"text": "SAMPLE reply"}, follow=True)
    assert "SAMPLE reply" in page.content.decode()
    assert Comment.objects.get(reply_to=start).author == person
    assert browser.post(start.get_absolute_url(), {"text": " "}).status_code == 422


def test_one_speaks_for_the_organization_one_has_chosen():
    person = representative(OrganizationFactory(name="SAMPLE A"))
    second = AffiliationFactory(user=person, organization=OrganizationFactory(name="SAMPLE B")).organization
    browser = signed_in(person)
    browser.post("/people/act-for/", {"organization": second.pk})
    browser.post(about(BillFactory()), {"text": "SAMPLE words"})
    assert Comment.objects.get().organization == second


def test_names_that_nobody_bears_are_told_and_the_words_kept():
    browser = signed_in(representative())
    page = browser.post(about(BillFactory()), {"text": "SAMPLE @Nobody knows"}, follow=True)
    assert "Nobody was told of @Nobody" in page.content.decode()
    assert Comment.objects.get().text == "SAMPLE @Nobody knows"


def test_an_edited_comment_says_so_and_its_versions_are_read():
    person = representative()
    browser = signed_in(person)
    browser.post(about(BillFactory()), {"text": "SAMPLE before"})
    comment = Comment.objects.get()
    browser.post(f"{comment.get_absolute_url()}edit/", {"text": "SAMPLE after"})
    reader = signed_in(representative())
    page = text_of(reader, comment.get_absolute_url())
    assert "SAMPLE after" in page
    assert "edited" in page
    assert "SAMPLE before" not in page
    assert "SAMPLE before" in text_of(reader, f"{comment.get_absolute_url()}versions/")


def test_a_deleted_comment_names_who_deleted_it_and_keeps_its_replies():
    start = CommentFactory(target=BillFactory(), text="SAMPLE canary")
    CommentFactory(reply_to=start, text="SAMPLE reply")
    staff = staff_member()
    browser = signed_in(staff)
    address = f"{start.get_absolute_url()}delete/"
    assert "Delete this comment?" in text_of(browser, address)
    browser.post(address)
    for page in (start.get_absolute_url(), start.target.get_absolute_url(), "/decisions/discussion/"):
        assert "canary" not in text_of(browser, page)
    page = text_of(browser, start.get_absolute_url())
    assert f"Deleted by {staff.name} on" in page
    assert "SAMPLE reply" in page
    assert browser.get(address).status_code == 404


def test_others_find_no_way_to_change_or_delete_a_comment():
    comment = CommentFactory(target=BillFactory())
    browser = signed_in(representative(comment.organization))
    assert "/edit/" not in text_of(browser, comment.get_absolute_url())
    for verb in ("edit", "delete"):
        assert browser.get(f"{comment.get_absolute_url()}{verb}/").status_code == 404
        assert browser.post(f"{comment.get_absolute_url()}{verb}/", {"text": "x"}).status_code == 404
    comment.refresh_from_db()
    assert comment.text == "SAMPLE words"


def test_a_thread_on_a_draft_is_the_secretariats_until_it_is_opened():
    draft = ProposalFactory()
    comment = CommentFactory(target=draft, text="SAMPLE canary", author=staff_member(), organization=None)
    browser, staff = signed_in(representative()), signed_in(staff_member())
    assert browser.get(about(draft)).status_code == 404
    assert browser.post(about(draft), {"text": "x"}).status_code == 404
    for suffix in ("", "versions/"):
        assert browser.get(f"{comment.get_absolute_url()}{suffix}").status_code == 404
    assert "canary" not in text_of(browser, "/decisions/discussion/")
    assert "canary" in text_of(staff, "/decisions/discussion/")
    assert "the secretariat alone reads this" in text_of(staff, about(draft))


@pytest.mark.parametrize(
    "named", ["", "nonsense", "members.user:1", "decisions.decision:1", "legislation.bill:x"]
)
def test_a_thread_on_nothing_is_not_begun(named):
    browser = signed_in(representative())
    assert browser.get(NEW, {"about": named}).status_code == 404


def test_threads_are_found_by_kind_organization_word_and_mention():
    bill, proposal = BillFactory(), an_open_proposal()
    reader = representative()
    on_bill = CommentFactory(target=bill, text="SAMPLE alpha")
    on_proposal = CommentFactory(target=proposal, text="SAMPLE beta")
    reply = CommentFactory(reply_to=on_proposal, text="SAMPLE gamma")
    reply.mentions.add(reader)
    browser = signed_in(reader)

    def found(**query):
        return [one.pk for one in browser.get("/decisions/discussion/", query).context["page"]]

    assert found() == [on_proposal.pk, on_bill.pk]
    assert found(kind="legislation.bill") == [on_bill.pk]
    assert found(organization=reply.organization.pk) == [on_proposal.pk]
    assert found(search="gamma") == found(mine="on") == [on_proposal.pk]
    assert found(about=f"legislation.bill:{bill.pk}") == [on_bill.pk]
    assert found(search="delta") == []


def test_what_is_written_is_shown_as_text_never_as_markup():
    comment = CommentFactory(target=BillFactory(), text="SAMPLE <script>x()</script> <b onclick=x>y</b>")
    page = text_of(signed_in(representative()), comment.get_absolute_url())
    assert "<script>x()" not in page
    assert "<b onclick" not in page


def test_the_names_to_mention_are_those_inside_and_never_an_address():
    person, outsider = representative(), AffiliationFactory(ends_on="2025-01-01").user
    names = signed_in(person).get("/decisions/discussion/names/").json()["names"]
    assert person.name in names
    assert person.current_affiliations[0].organization.name in names
    assert outsider.name not in names
    assert "@" not in str(names)


def test_words_that_seem_to_name_a_person_are_asked_about_and_nothing_is_lost():
    browser, bill = signed_in(representative()), BillFactory()
    words = "SAMPLE write to someone@sample.example"
    page = browser.post(about(bill), {"text": words})
    assert page.status_code == 422
    assert words in page.content.decode()
    mark = page.context["form"].fields["personal_words_read"].widget.attrs["value"]
    browser.post(about(bill), {"text": words, "personal_words_read": mark})
    assert Comment.objects.get().text == words


def test_people_of_the_coalition_may_be_named():
    other = representative()
    signed_in(representative()).post(about(BillFactory()), {"text": f"@{other.name}, SAMPLE?"})
    assert Comment.objects.get().mentions.get() == other
