"""A form that asks before it takes names and contacts, and loses nothing meanwhile."""

from __future__ import annotations

import re

from django import forms
from django.template.loader import render_to_string

from common.forms import CONFIRMED, PersonalWordsMixin

NAMED = "The circle met with Maria Lopez."


class NoteForm(PersonalWordsMixin, forms.Form):
    personal_fields = ["note"]
    title = forms.CharField()
    note = forms.CharField(widget=forms.Textarea)

    def known_names(self):
        return ["Polaris Verde"]


def asked(**sent):
    form = NoteForm({"title": "SAMPLE", **sent})
    form.is_valid()
    return form


def box_of(form) -> str:
    """What the box to confirm would send."""
    html = render_to_string("components/form_fields.html", {"form": form})
    return re.search(rf'name="{CONFIRMED}" value="([^"]+)"', html)[1]


def test_ordinary_text_is_taken_without_a_word():
    form = asked(note="The circle met twice.")
    assert form.is_valid()
    assert CONFIRMED not in form.fields


def test_a_name_is_asked_about_at_its_field_and_what_was_typed_stays():
    form = asked(note=NAMED)
    assert not form.is_valid()
    assert "Maria Lopez" in form.errors["note"][0]
    html = render_to_string("components/form_fields.html", {"form": form})
    assert NAMED in html
    assert "checked" not in html


def test_confirmed_it_is_saved():
    form = asked(note=NAMED, **{CONFIRMED: box_of(asked(note=NAMED))})
    assert form.is_valid()
    assert form.cleaned_data["note"] == NAMED


def test_the_box_holds_for_what_it_was_shown_with_and_not_for_a_name_typed_later():
    confirmed = box_of(asked(note=NAMED))
    form = asked(note=NAMED + " Also Ana Rivera.", **{CONFIRMED: confirmed})
    assert not form.is_valid()
    assert "checked" not in render_to_string("components/form_fields.html", {"form": form})
    assert asked(note=NAMED + " And workers.", **{CONFIRMED: confirmed}).is_valid()


def test_a_box_stays_ticked_while_something_else_is_mended():
    form = asked(title="", note=NAMED, **{CONFIRMED: box_of(asked(note=NAMED))})
    assert set(form.errors) == {"title"}
    assert "checked" in render_to_string("components/form_fields.html", {"form": form})


def test_a_made_up_confirmation_is_none():
    assert not asked(note=NAMED, **{CONFIRMED: "on"}).is_valid()


def test_names_known_to_the_form_pass():
    assert asked(note="Polaris Verde was asked.").is_valid()
