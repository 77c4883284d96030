"""Whatever people write freely about what we decide is asked about before a person is named in it (P4)."""

from __future__ import annotations

import pkgutil
from importlib import import_module

import pytest
from django import forms

import decisions.forms
from common.forms import PersonalWordsMixin
from decisions.forms.free_text import FreeTextForm
from decisions.models import Decision, Proposal
from tests.factories.decisions import DecisionFactory, an_answer, an_open_proposal
from tests.factories.members import OrganizationFactory, staff_member
from tests.pages import signed_in

NAMED = "As Maria Lopez told us, maria@sample.example."
# Officials and organizations that are to be named: to whom a letter goes, who signs it from outside.
NAMES_WANTED = {("LetterForm", "recipients"), ("OutsideSignersForm", "lines")}


def all_forms():
    modules = [
        import_module(f"decisions.forms.{one.name}") for one in pkgutil.iter_modules(decisions.forms.__path__)
    ]
    found = {form for module in modules for form in vars(module).values() if isinstance(form, type)}
    return sorted((one for one in found if issubclass(one, forms.Form)), key=lambda one: one.__name__)


def written_freely():
    for form in all_forms():
        for name, field in form.base_fields.items():
            if isinstance(field.widget, forms.Textarea) and (form.__name__, name) not in NAMES_WANTED:
                yield pytest.param(form, name, id=f"{form.__name__}-{name}")


@pytest.mark.parametrize(("form", "name"), list(written_freely()))
def test_every_field_of_free_text_is_read_for_names(form, name):
    assert issubclass(form, PersonalWordsMixin)
    assert name in form.personal_fields


@pytest.mark.django_db
def test_an_organization_may_be_named_and_a_person_not():
    class NoteForm(FreeTextForm):
        note = forms.CharField()
        personal_fields = ("note",)

    OrganizationFactory(name="SAMPLE Maria Lopez Center")
    assert NoteForm({"note": "Maria Lopez Center: stand aside."}).is_valid()
    assert not NoteForm({"note": NAMED}).is_valid()


@pytest.mark.django_db
@pytest.mark.parametrize("field", ["text", "minority_view", "restriction_reason"])
def test_a_close_asks_before_a_name_is_kept_for_good(field):
    proposal = an_open_proposal([OrganizationFactory()])
    an_answer(proposal, proposal.electorate.get())
    sent = {
        "title": "SAMPLE title",
        "text": "SAMPLE text",
        "is_restricted": "on",
        "restriction_reason": "SAMPLE",
    }
    browser, address = signed_in(staff_member()), f"{proposal.get_absolute_url()}close/"
    asked = browser.post(address, {**sent, field: NAMED})
    assert asked.status_code == 422
    assert "Maria Lopez" in asked.context["form"].errors[field][0]
    assert Proposal.objects.get().state == "open"
    box = asked.context["form"]["personal_words_read"]
    browser.post(
        address,
        {
            **sent,
            field: NAMED,
            "personal_words_read": box.field.widget.attrs["value"],
        },
    )
    assert getattr(Decision.objects.get(), field) == NAMED


@pytest.mark.django_db
def test_a_restriction_asks_before_a_name_is_kept_for_good():
    decision = DecisionFactory(number="2026-70")
    asked = signed_in(staff_member()).post(
        "/decisions/2026-70/visibility/", {"make": "restricted", "reason": NAMED}
    )
    assert asked.status_code == 422
    decision.refresh_from_db()
    assert decision.is_public
