"""The page that compares two texts: what it shows, how it is asked, and what it costs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.core.cache import cache
from django.urls import reverse

from common.models import Job
from legislation.models import BillText, FamilyBill, TextVersion
from legislation.selectors.comparison import comparison_of
from legislation.services.bill_texts import import_bill_texts
from tests.factories.legislation import BillFactory, FamilyFactory
from tests.factories.members import representative, staff_member
from tests.pages import queries_of, signed_in

pytestmark = pytest.mark.django_db
SAMPLES = Path(__file__).parent / "samples"
PAGE = reverse("legislation:compare")
IH, RH, ES = "119-hr-9901-ih", "119-hr-9901-rh", "119-s-9902-es"


@pytest.fixture
def texts(tmp_path) -> None:
    for name in SAMPLES.glob("BILLS-*"):
        shutil.copy(name, tmp_path)
    import_bill_texts(paths=[tmp_path])
    cache.clear()


@pytest.fixture
def browser():
    return signed_in(representative())


def shown(browser, **asked) -> str:
    response = browser.get(PAGE, asked)
    assert response.status_code == 200
    return response.content.decode()


def test_what_changed_is_shown_in_words_and_marks(texts, browser):
    page = shown(browser, a=IH, b=RH)
    assert "1 moved" in page
    assert '<span class="visually-hidden">[removed: </span>5<' in page
    assert '<span class="visually-hidden">[added: </span>9<' in page
    assert "moved; was Sec. 4" in page
    assert "The official text counts." in page


def test_unchanged_sections_are_one_line_unless_the_whole_text_is_asked_for(texts, browser):
    words = "This Act may be cited as the SAMPLE Act."
    assert words not in shown(browser, a=IH, b=RH)
    assert words in shown(browser, a=IH, b=RH, whole="")


def test_a_text_against_itself_says_that_nothing_differs(texts, browser):
    assert "Nothing differs in words, numbers or order." in shown(browser, a=IH, b=IH)


@pytest.mark.parametrize(
    ("said", "key"),
    [
        ("119-hr-9901-ih", IH),
        ("H.R. 9901 (119th), Introduced in House", IH),
        ("H.R.\N{NO-BREAK SPACE}9901 (119th), Reported in House", RH),
        ("hr 9901 ih", IH),
        ("HR 9901 (119th)", RH),
        ("119hr9901", RH),
    ],
)
def test_a_text_is_named_as_people_name_it(said, key, texts, browser):
    response = browser.get(PAGE, {"a": said, "b": ES})
    assert response.context["old"].key == key


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("H.R. 77 (119th)", "No text of H.R.\N{NO-BREAK SPACE}77 (119th) is here yet."),
        ("119-hr-9901-enr", "is here in other versions: Introduced in House, Reported in House."),
        ("<script>", "Name a bill and, if you like, its version"),
        ("", "This field is required."),
    ],
)
def test_what_cannot_be_found_is_told_at_its_field_and_what_was_typed_stays(said, told, texts, browser):
    page = shown(browser, a=said, b=ES)
    assert told in page
    assert "<script>" not in page
    assert f'value="{ES}"' in page


def test_versions_companions_and_predecessors_are_suggested_with_the_reason(texts, browser):
    house, senate = BillFactory(number=9901), BillFactory(bill_type="s", number=9902)
    old = BillFactory(congress__number=118, number=9800)
    kept = BillText.objects.get(measure=house.pk, code="ih")
    BillText.objects.create(
        measure=old.pk, code="ih", origin="file", digest="1", words=1, sections=1, content=kept.content
    )
    for bill in (house, senate, old):
        FamilyBill.objects.create(family=FamilyFactory(), bill=bill, source="SAMPLE")

    def suggested() -> list[tuple[str, str, str]]:
        pairs = browser.get(PAGE, {"bill": house.pk}).context["pairs"]
        return [(pair.why, pair.old.key, pair.new.key) for pair in pairs]

    assert suggested() == [
        ("Versions of the bill", IH, RH),
        ("Vehicle of the same family", ES, RH),
        ("Predecessor in the 118th Congress", "118-hr-9800-ih", RH),
    ]
    house.family_parts.update(companion=senate)
    assert suggested()[1] == ("Companion", ES, RH)


def test_staff_fetch_what_is_published_and_not_here(texts):
    bill = BillFactory(number=9901)
    for place, code in enumerate(["ih", "eh", "enr"]):
        TextVersion.objects.create(bill=bill, name=code, code=code, position=place)
    address = reverse("legislation:pull_texts", args=[bill.pk])
    member, staff = signed_in(representative()), signed_in(staff_member())
    assert "2 published versions of" in shown(member, bill=bill.pk)
    assert address not in shown(member, bill=bill.pk)
    assert address in shown(staff, bill=bill.pk)
    assert member.post(address).status_code == 403
    job = Job.objects.filter(kind="pull texts")
    assert staff.post(address).headers["Location"] == reverse("job", args=[job.get().pk])
    page = staff.get(reverse("job", args=[job.get().pk])).content.decode()
    assert "Fetching the texts of" in page


def test_a_desk_without_texts_says_how_they_come(browser):
    assert "No text of a bill is here yet" in shown(browser)


def test_the_bill_and_its_family_lead_to_their_texts(browser):
    bill = BillFactory(number=9901)
    FamilyBill.objects.create(family=FamilyFactory(), bill=bill, source="SAMPLE")
    TextVersion.objects.create(bill=bill, name="Introduced in House", code="ih", position=0)
    link = f"{PAGE}?bill={bill.pk}"
    assert link in browser.get(bill.get_absolute_url()).content.decode()
    assert link in browser.get(FamilyFactory().get_absolute_url()).content.decode()


def test_the_same_two_texts_are_compared_once(texts):
    old, new = BillText.objects.keyed(IH).get(), BillText.objects.keyed(RH).get()
    first = comparison_of(old, new)
    keys = [f"comparison:1:{old.digest}:{new.digest}"]
    assert cache.get(keys[0])
    assert comparison_of(old, new) == first


def test_the_number_of_queries_does_not_grow_with_texts(texts, browser):
    few = (queries_of(browser, PAGE), queries_of(browser, f"{PAGE}?a={IH}&b={RH}"))
    kept = BillText.objects.get(measure="119-hr-9901", code="ih")
    for number in range(30):
        for code in ("ih", "eh"):
            BillText.objects.create(
                measure=f"119-hr-{8000 + number}",
                code=code,
                origin="file",
                digest="1",
                words=1,
                sections=1,
                content=kept.content,
            )
    assert (queries_of(browser, PAGE), queries_of(browser, f"{PAGE}?a={IH}&b={RH}")) == few
    assert max(few) < 25
