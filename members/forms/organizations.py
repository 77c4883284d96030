"""What an organization or the secretariat enters about it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import QuerySet

from common.countries import COUNTRIES, country_code, country_name, nearest_country
from common.forms import PersonalWordsMixin
from common.states import STATES
from common.widgets import StateTiles
from members.choices import Naming, OrganizationKind
from members.models import Affiliation, Organization, Skill
from members.reach import Footprint
from members.selectors.reach import footprint_of
from members.services.organizations import OUTSIDE


class WebField(forms.URLField):
    """An address on the web, and of no other scheme: it is shown as a link."""

    default_validators = [URLValidator(schemes=["http", "https"])]
    default_error_messages = {"invalid": "Write an address that begins with https:// or http://."}


class StatesField(forms.MultipleChoiceField):
    """States, chosen on the tile grid; optional."""

    widget = StateTiles

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=list(STATES.items()), **{"required": False, **kwargs})


class CountriesField(forms.CharField):
    """Countries by name or code, one a line; cleans to their codes."""

    widget = forms.Textarea

    def __init__(self, **kwargs: Any) -> None:
        words = {"required": False, "help_text": "One a line, by name: Ghana."}
        super().__init__(**{**words, "widget": forms.Textarea(attrs={"rows": 4}), **kwargs})

    def prepare_value(self, value: Any) -> Any:
        """Show codes by name; what was typed is shown as it was."""
        return "\n".join(sorted(map(country_name, value))) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        """Return the codes. Raises ValidationError that names each word that is no country."""
        text = super().clean(value)
        words = [word.strip() for line in text.splitlines() for word in line.split(";") if word.strip()]
        found = {word: country_code(word) for word in words}
        if unknown := [word for word, code in found.items() if code is None]:
            raise ValidationError([_unknown(word) for word in unknown])
        return sorted({code for code in found.values() if code in COUNTRIES})


class ReachFields(forms.Form):
    """Skills and where an organization works."""

    skills = forms.ModelMultipleChoiceField(
        queryset=Skill.objects.all(), required=False, widget=forms.CheckboxSelectMultiple
    )
    states = StatesField(label="States it works in")
    national = forms.BooleanField(label="It works nationwide", required=False)
    countries = CountriesField(label="Countries it works in, besides the United States")
    international = forms.BooleanField(label="It works internationally", required=False)


class ProfileForm(PersonalWordsMixin, ReachFields):
    """What an organization says of itself; `for_staff` adds what the secretariat keeps."""

    personal_fields = ("about",)

    short_name = forms.CharField(max_length=40, required=False, help_text="Where the whole name is too long.")
    about = forms.CharField(
        label="About", required=False, widget=forms.Textarea, help_text="What it does, in a sentence or two."
    )
    website = WebField(required=False, assume_scheme="https")
    survivor_led = forms.BooleanField(label="It describes itself as survivor-led", required=False)
    name = forms.CharField(max_length=160)
    kind = forms.ChoiceField(choices=[(one.value, one.label) for one in OUTSIDE])
    joined_on = forms.DateField(label="Joined on", widget=forms.DateInput(attrs={"type": "date"}))

    field_order = ("name", "short_name", "kind", "joined_on", "about", "website", "survivor_led")

    def __init__(self, *args: Any, organization: Organization, for_staff: bool, **kwargs: Any) -> None:
        super().__init__(*args, initial=profile_of(organization), **kwargs)
        self.organization = organization
        is_member = organization.kind == OrganizationKind.MEMBER
        beyond = {"kind" if is_member else "joined_on"} if for_staff else {"name", "kind", "joined_on"}
        for name in beyond:
            del self.fields[name]

    def known_names(self) -> list[str]:
        """Its own name is no person's."""
        return [self.organization.name, self.organization.short_name]


class ProspectForm(ReachFields):
    """A prospective organization: a saved one, or what one would bring, entered for the moment (nothing is kept)."""

    organization = forms.ModelChoiceField(
        label="A saved organization",
        queryset=Organization.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label="None: as described below",
    )

    field_order = ("organization",)

    def __init__(self, *args: Any, prospects: QuerySet[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["organization"]
        field.queryset = prospects.prefetch_related("skills", "reach")

    @property
    def chosen(self) -> Organization | None:
        """The saved organization that was asked about."""
        return self.cleaned_data.get("organization") if self.is_valid() else None

    @property
    def footprint(self) -> Footprint:
        """What it brings: as the saved organization says of itself, else as entered."""
        if self.chosen:
            return footprint_of(self.chosen)
        data = self.cleaned_data
        return Footprint(
            states=frozenset(data["states"]),
            countries=frozenset(data["countries"]),
            skills=frozenset(skill.name for skill in data["skills"]),
            national=data["national"],
            international=data["international"],
        )


def profile_of(organization: Organization) -> dict[str, Any]:
    """Return what a form about an organization begins with."""
    places = list(organization.reach.all())
    plain = ("name", "short_name", "kind", "joined_on", "about", "website", "survivor_led")
    return {name: getattr(organization, name) for name in plain} | {
        "skills": list(organization.skills.all()),
        "states": [one.code for one in places if one.kind == "state"],
        "countries": [one.code for one in places if one.kind == "country"],
        "national": any(one.kind == "national" for one in places),
        "international": any(one.kind == "international" for one in places),
    }


class NamingForm(forms.Form):
    naming = forms.ChoiceField(
        label="May offices be told that we belong to the coalition?",
        choices=[
            (Naming.NO, "No, do not name us"),
            (Naming.CHOSEN_STATES, "Yes, to offices of the states we choose"),
            (Naming.ALL, "Yes, to every office"),
        ],
        widget=forms.RadioSelect,
    )
    states = StatesField(label="The states we may be named for", help_text="For the choice by state.")


class AddOrganizationForm(forms.Form):
    name = forms.CharField(max_length=160)
    short_name = forms.CharField(max_length=40, required=False)
    kind = forms.ChoiceField(label="It is a", choices=OrganizationKind.choices, widget=forms.RadioSelect)
    joined_on = forms.DateField(
        label="Joined on",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="For a member organization.",
    )


class AdmitForm(forms.Form):
    joined_on = forms.DateField(label="Member from", widget=forms.DateInput(attrs={"type": "date"}))


class LeavingForm(forms.Form):
    last_day = forms.DateField(
        label="Last day of membership",
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text="Its people have access until the end of this day, US Eastern time.",
    )


class ReturnForm(forms.Form):
    """An organization that left is a member again: by mistake recorded, or joined anew."""

    what = forms.ChoiceField(
        label="What happened",
        choices=[("mistake", "It has not left: the record was a mistake"), ("again", "It joined again")],
        widget=forms.RadioSelect,
    )
    joined_on = forms.DateField(
        label="Joined again on", required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    roles = forms.ModelMultipleChoiceField(
        label="Who acts for it again",
        queryset=Affiliation.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Those whose roles ended with the membership.",
    )

    def __init__(self, *args: Any, roles: QuerySet[Affiliation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["roles"]
        field.queryset = roles
        field.label_from_instance = lambda one: f"{one.user}, {one.get_role_display().lower()}"

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("what") == "again" and not cleaned.get("joined_on") and "joined_on" not in self.errors:
            raise ValidationError({"joined_on": "Say on which day it joined again."})
        return cleaned


class SkillForm(forms.Form):
    name = forms.CharField(label="Skill", max_length=80)


class MergeSkillForm(forms.Form):
    into = forms.ModelChoiceField(
        label="Merge into", queryset=Skill.objects.none(), empty_label="Choose a skill"
    )

    def __init__(self, *args: Any, skill: Skill, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = Skill.objects.exclude(pk=skill.pk)  # type: ignore[attr-defined]


def _unknown(word: str) -> str:
    near = nearest_country(word)
    return f"No country is called “{word}”." + (f" Did you mean {near}?" if near else "")
