"""The composer, its templates, the list, and a made packet on the screen, as staff and members use them."""

import io

import pytest
from django.urls import reverse
from django.utils.html import escape
from openpyxl import load_workbook

from briefings.choices import PacketKind
from briefings.models import Packet, SavedTemplate
from briefings.packet import Choices
from briefings.selectors.subjects import UnknownSubject
from briefings.services import files
from briefings.services.request import request_packet
from briefings.services.run import make_now
from briefings.services.templates import NameTakenError, delete_template, restore_template, save_template
from common.models import PhraseClearance
from legislation.models import Family
from members.models import User
from tests.briefings.world import SENATOR
from tests.factories.members import representative
from tests.pages import queries_of, words_of

COMPOSE = "/packets/new/office/"
NOTE = "This bill is no offset."


@pytest.fixture
def desk(client, world, staff, settings):
    settings.MFA_REQUIRED_FOR_SECRETARIAT = False
    client.force_login(staff)
    return client


@pytest.fixture
def template(world, staff):
    chosen = Choices(bills=("119-s-9200",), sections=("money", "bills"), cover_note="SAMPLE note")
    return save_template(name="Hill day", kind=PacketKind.OFFICE, choices=chosen, by=staff)


@pytest.fixture
def made(world, staff):
    return make_now(packet=request_packet(bioguide_id=SENATOR, requested_by=staff)[0])


def text(response):
    return response.content.decode()


def rows_of(*names):
    return {"sections_order": list(names)}


# --- composing ------------------------------------------------------------------------------------
@pytest.mark.parametrize("kind", [kind for kind in PacketKind if kind != PacketKind.OFFICE])
def test_each_kind_asks_what_it_is_about_and_offers_no_section_it_does_not_print(desk, kind):
    page = text(desk.get(f"/packets/new/{kind}/"))
    assert 'name="subject"' in page
    assert 'name="office"' not in page
    assert 'name="sections"' not in page


def test_there_is_no_composer_of_an_unknown_kind(desk):
    assert desk.get("/packets/new/leaflet/").status_code == 404


def test_an_error_stands_at_its_field_and_nothing_chosen_is_lost(desk):
    sent = {"office": "sample", "sections": ["money"], "bills": ["119-s-9200"], "cover_note": "Kept words"}
    response = desk.post(COMPOSE, {**sent, **rows_of("plan", "money")})
    page = text(response)
    assert response.status_code == 422
    assert escape("Several fit “sample”") in page
    assert page.index('value="plan"') < page.index('value="money" checked')
    assert "Kept words" in page
    assert 'value="sample"' in page
    assert Packet.objects.count() == 0


def test_a_button_moves_a_section_without_judging_the_form(desk):
    sent = {"office": "sample", "sections": ["money"], "press": "up:money", **rows_of("plan", "money")}
    response = desk.post(COMPOSE, sent)
    page = text(response)
    assert response.status_code == 200
    assert page.index('value="money" checked') < page.index('name="sections" value="plan"')
    assert "Several fit" not in page
    assert 'id="up-money" name="press" value="up:money" formnovalidate disabled' in page


def test_sections_are_kept_in_the_order_they_were_put(desk):
    desk.post(
        COMPOSE, {"office": SENATOR, "sections": ["bills", "money"], **rows_of("money", "plan", "bills")}
    )
    assert Packet.objects.get().choices["sections"] == ["money", "bills"]


def test_a_phrase_of_the_cover_note_is_cleared_by_name_with_a_reason(desk, staff):
    sent = {"office": SENATOR, "sections": ["cover"], "cover_note": NOTE}
    refused = desk.post(COMPOSE, sent)
    assert refused.status_code == 422
    assert "offset" in text(refused)
    assert not Packet.objects.exists()
    cleared = {"guarded_words_cleared": "offset", "guarded_words_reason": "It says that it is none."}
    assert desk.post(COMPOSE, {**sent, **cleared}).status_code == 302
    row = PhraseClearance.objects.get()
    assert (row.subject_id, row.field, row.cleared_by) == (
        str(Packet.objects.get().pk),
        "cover_note",
        staff.pk,
    )


def test_a_cover_note_that_names_a_person_is_asked_about(desk):
    sent = {"office": SENATOR, "cover_note": "A girl named Marisol told us."}
    assert "the name of a person" in text(desk.post(COMPOSE, sent))


def test_the_preview_shows_todays_facts_and_what_the_gate_would_refuse_and_keeps_nothing(desk):
    response = desk.post("/packets/new/office/preview/", {"office": SENATOR, "sections": ["bills"]})
    page = text(response)
    assert response.status_code == 200
    assert "The Honorable Ada Samplesenator" in page
    assert "The gate would refuse" in page
    assert Packet.objects.count() == 0


def test_a_preview_of_nothing_leads_back_to_the_form(desk):
    response = desk.post("/packets/new/bill/preview/", {"subject": "S. 920"})
    assert response.status_code == 422
    assert "is not here in any Congress" in text(response)


@pytest.mark.parametrize(
    ("kind", "subject"),
    [("bill", "119-s-9200"), ("line", "victims"), ("family", "rhytpa"), ("book", "")],
)
def test_every_kind_is_asked_for_by_its_subject_and_named_in_the_list(desk, kind, subject):
    response = desk.post(f"/packets/new/{kind}/", {"subject": subject})
    packet = Packet.objects.get()
    assert response.url == reverse("briefings:packet", args=[packet.pk])
    assert (packet.kind, packet.office, packet.choices["subject"]) == (kind, None, subject)
    assert str(packet).startswith(PacketKind(kind).label)
    assert "What was chosen" in text(desk.get(response.url))


@pytest.mark.parametrize(("kind", "subject"), [("bill", ""), ("letter", "7"), ("minutes", "2020-99")])
def test_no_packet_is_about_nothing(world, kind, subject):
    with pytest.raises(UnknownSubject):
        request_packet(kind=PacketKind(kind), choices=Choices(subject=subject), requested_by=None)
    assert Packet.objects.count() == 0


def test_composing_again_begins_with_what_was_chosen(desk, staff):
    chosen = Choices(bills=("119-hr-9300",), sections=("money",), for_information=True)
    old, _ = request_packet(bioguide_id=SENATOR, requested_by=staff, choices=chosen)
    page = text(desk.get(f"{COMPOSE}?from={old.pk}"))
    assert 'value="Samplesenator, Ada: Sen. (R-ME)"' in page
    assert 'value="money" checked' in page
    assert desk.get(f"{COMPOSE}?from=nonsense").status_code == 404


# --- templates ------------------------------------------------------------------------------------
def test_choices_are_kept_under_a_name_without_saying_for_whom(desk):
    sent = {"office": "", "name": " Hill  day ", "sections": ["bills"], **rows_of("bills")}
    response = desk.post("/packets/new/office/template/", sent)
    kept = SavedTemplate.objects.get()
    assert (kept.name, kept.choices["sections"]) == ("Hill day", ["bills"])
    assert response.url.endswith(f"?template={kept.pk}")


def test_a_name_that_is_taken_is_refused_at_its_field_with_the_choices_kept(desk, template):
    response = desk.post(
        "/packets/new/office/template/", {"name": "HILL DAY", "office": "ada", "cover_note": "Stay"}
    )
    page = text(response)
    assert response.status_code == 422
    assert "There is a template" in page
    assert "This field is required" not in page
    assert 'value="ada"' in page


def test_what_a_template_chose_and_is_gone_is_named_and_left_out(desk, template):
    SavedTemplate.objects.update(
        choices={"bills": ["119-s-9200", "119-s-1"], "lines": ["gone-line"], "sections": ["bills", "poem"]}
    )
    page = words_of(desk.get(f"{COMPOSE}?template={template.pk}"))
    assert "no longer here: the bill S. 1 (119th); the line “gone-line”; the section “poem”" in page
    assert "No longer here and left out" in words_of(desk.get("/packets/templates/"))


def test_a_family_that_is_gone_leaves_its_template_to_be_mended(desk, staff):
    Family.objects.create(slug="short", name="SAMPLE short", short_name="SS")
    kept = save_template(name="A", kind=PacketKind.FAMILY, choices=Choices(subject="short"), by=staff)
    Family.objects.filter(slug="short").delete()
    assert "the family “short”" in words_of(desk.get(f"/packets/new/family/?template={kept.pk}"))


def test_a_template_is_changed_deleted_and_put_back(desk, template):
    address = f"/packets/templates/{template.pk}/"
    response = desk.post(address, {"name": "Spring", "sections": ["money"], **rows_of("money")})
    template.refresh_from_db()
    assert response.status_code == 302
    assert (template.name, template.choices["sections"], template.choices["bills"]) == (
        "Spring",
        ["money"],
        [],
    )
    desk.post(f"{address}delete/")
    assert "Start from a template" not in text(desk.get(COMPOSE))
    assert "Put back" in text(desk.get("/packets/templates/"))
    desk.post(f"{address}restore/")
    assert f"?template={template.pk}" in text(desk.get(COMPOSE))


def test_a_template_whose_name_was_given_away_is_not_put_back(template, staff):
    delete_template(template=template, by=staff)
    save_template(name="hill day", kind=PacketKind.BILL, choices=Choices(), by=staff)
    with pytest.raises(NameTakenError):
        restore_template(template=template, by=staff)


# --- the list -------------------------------------------------------------------------------------
def test_the_list_is_narrowed_by_words_kind_state_and_person(desk, staff):
    request_packet(bioguide_id=SENATOR, requested_by=staff)
    request_packet(kind=PacketKind.LINE, choices=Choices(subject="victims"), requested_by=None)
    senator, line = "Ada Samplesenator", "Victim services"
    for query, seen, hidden in (
        ("search=samplesen", senator, line),
        ("kind=line", line, senator),
        (f"by={staff.pk}", senator, line),
        ("state=final", "No packet fits", senator),
        ("since=2100-01-01", "No packet fits", line),
    ):
        page = words_of(desk.get(f"/packets/?{query}")).partition("Filter")[2]
        assert seen in page, query
        assert hidden not in page, query


def test_the_list_takes_as_many_queries_for_thirty_packets_as_for_one(desk, staff):
    def ask(year):
        request_packet(kind=PacketKind.BOOK, choices=Choices(fiscal_year=year), requested_by=staff)

    ask(1999)
    one = queries_of(desk, "/packets/")
    for year in range(2000, 2029):
        ask(year)
    assert queries_of(desk, "/packets/") == one
    assert "1 to 25 of 30 packets" in words_of(desk.get("/packets/"))


def test_the_templates_take_as_many_queries_for_thirty_as_for_one(desk, staff, world):
    def keep(number):
        choices = {"bills": [world.senate.pk], "lines": [world.line.pk], "messages": [1]}
        SavedTemplate.objects.create(
            name=f"Template {number:02}", kind="office", made_by=staff, choices=choices
        )

    keep(0)
    one = queries_of(desk, "/packets/templates/")
    for number in range(1, 30):
        keep(number)
    assert queries_of(desk, "/packets/templates/") == one
    page = words_of(desk.get("/packets/templates/"))
    assert page.count("S. ") >= 25
    assert "message 1 of the library" in page


def test_while_packets_are_being_made_the_list_looks_again_with_and_without_scripts(desk, staff):
    request_packet(bioguide_id=SENATOR, requested_by=staff)
    page = text(desk.get("/packets/"))
    assert 'hx-trigger="load delay:1500ms"' in page
    assert '<noscript><meta http-equiv="refresh"' in page
    Packet.objects.get().job.delete()
    assert 'hx-trigger="load' not in text(desk.get("/packets/"))


# --- on the screen ---------------------------------------------------------------------------------
def test_a_made_packet_is_read_and_its_tables_taken_as_they_were_printed(desk, made):
    page = desk.get(reverse("briefings:packet_page", args=[made.pk]))
    assert files.path_of(made.page_file).read_bytes().decode() in text(page)
    assert 'href="#packet"' in text(page)
    book = load_workbook(io.BytesIO(desk.get(reverse("briefings:packet_tables", args=[made.pk])).content))
    assert book.sheetnames[-2:] == ["Sources", "About this list"]
    numbers = {
        cell.value for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "n"
    }
    assert 83.5 in numbers


def test_a_page_that_was_changed_on_disk_is_not_shown(desk, made):
    files.path_of(made.page_file).write_text("<main>Another</main>")
    for name in ("packet_page", "packet_tables"):
        assert desk.get(reverse(f"briefings:{name}", args=[made.pk])).status_code == 404


def test_members_read_the_page_of_a_final_packet_and_of_no_draft(desk, made, client):
    client.force_login(representative())
    address = reverse("briefings:packet_page", args=[made.pk])
    assert client.get(address).status_code == 404
    Packet.objects.update(state="final")
    page = client.get(address)
    assert page.status_code == 200
    assert "About this packet" not in text(page)
    client.force_login(User.objects.create_user("outside@demo-coalition.example", name="Out Sider"))
    assert client.get(address).status_code == 403
