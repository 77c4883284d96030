"""What staff enter about deadlines of the money, and how people want to be reminded."""

from __future__ import annotations

from typing import Any

from django import forms

from appropriations.cells import fiscal_year_of
from appropriations.choices import DeadlineKind
from appropriations.forms.parts import day_input
from appropriations.models import FIRST_FISCAL_YEAR, LAST_FISCAL_YEAR, LONGEST_NOTICE, Bundle, Deadline, Line
from appropriations.selectors.offices import choosable_offices
from common.dates import today
from legislation.choices import Chamber
from legislation.models import Legislator
from members.models import User
from members.selectors.people import people_inside

OF_OFFICES = (DeadlineKind.OFFICE_PROGRAMMATIC, DeadlineKind.OFFICE_LANGUAGE)


class FiscalYearField(forms.IntegerField):
    """A fiscal year, within those that rows may name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=FIRST_FISCAL_YEAR, max_value=LAST_FISCAL_YEAR, **kwargs)


class OfficeField(forms.ChoiceField):
    """An office of a legislator who holds a seat, by last name; clean data is the Legislator, or None."""

    def offer(self, with_one: str | None = None) -> None:
        """Read who can be chosen; `with_one` stays in the list whoever holds the seat now."""
        self.choices = [
            ("", "No office" if not self.required else "Choose an office"),
            *choosable_offices(with_one),
        ]

    def clean(self, value: Any) -> Legislator | None:
        """The legislator chosen."""
        chosen = super().clean(value)
        return Legislator.objects.get(pk=chosen) if chosen else None


class LinesField(forms.ModelMultipleChoiceField):
    """Program lines, by name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            queryset=Line.objects.order_by("bundle__position", "sort_key"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            **kwargs,
        )

    def label_from_instance(self, obj: Any) -> str:
        """Return the line's short name."""
        return obj.short_name or obj.name


class DeadlineForm(forms.Form):
    """A deadline: what is due when, where it is filed, by whom, and who says so."""

    fiscal_year = FiscalYearField(label="Fiscal year")
    kind = forms.ChoiceField(
        choices=[one for one in DeadlineKind.choices if one[0] != DeadlineKind.MEMBER_LETTER],
        help_text="The last day to sign a Member letter comes with the letter.",
    )
    title = forms.CharField(
        max_length=200, help_text="What is due, such as: Requests to the House CJS subcommittee."
    )
    due_on = forms.DateField(label="Due", widget=day_input())
    due_time = forms.TimeField(
        label="Hour, US Eastern",
        required=False,
        help_text="Leave it empty when no hour is known.",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )
    bundle = forms.ModelChoiceField(
        Bundle.objects.all(), label="Appropriations bill", required=False, empty_label="All, or none"
    )
    chamber = forms.ChoiceField(choices=[("", "Both, or none"), *Chamber.choices], required=False)
    legislator = OfficeField(label="Office whose form it is", required=False)
    form_url = forms.URLField(
        label="Address of the form", required=False, max_length=300, assume_scheme="https"
    )
    lines = LinesField(label="Our lines to ask for there")
    filed_by = forms.ModelChoiceField(
        User.objects.none(),
        label="Who of us files it",
        required=False,
        empty_label="Nobody with an account",
        help_text="They are reminded by email.",
    )
    filed_by_words = forms.CharField(label="Or in words", required=False, max_length=200)
    source = forms.CharField(max_length=300, help_text="Who says so, such as: the office's web page.")
    source_url = forms.URLField(
        label="Address of the source", required=False, max_length=300, assume_scheme="https"
    )
    as_of = forms.DateField(label="As of", widget=day_input(), help_text="The day the source was read.")
    note = forms.CharField(
        required=False,
        max_length=4000,
        help_text="For the coalition only.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, deadline: Deadline | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people: Any = self.fields["filed_by"]
        people.queryset = people_inside().order_by("name")
        people.label_from_instance = lambda person: person.name
        office: Any = self.fields["legislator"]
        office.offer(deadline.legislator_id if deadline else None)
        if deadline and deadline.filed_by_id:
            people.queryset = people.queryset | User.objects.filter(pk=deadline.filed_by_id)
        if deadline and deadline.is_set_elsewhere:
            for name in set(self.fields) - {"filed_by", "filed_by_words", "note", "lines"}:
                del self.fields[name]

    def clean(self) -> Any:
        """A form of an office names the office, and nothing else does."""
        cleaned = super().clean()
        kind, office = self.cleaned_data.get("kind"), self.cleaned_data.get("legislator")
        if kind in OF_OFFICES and "legislator" in self.fields and not office:
            self.add_error("legislator", "Say which office's form it is.")
        if kind and kind not in OF_OFFICES and office:
            self.add_error(
                "legislator", "Only a form of an office names an office: choose that kind, or no office."
            )
        as_of = self.cleaned_data.get("as_of")
        if as_of and as_of > today():
            self.add_error("as_of", "The source cannot have been read on a day to come.")
        return cleaned

    @staticmethod
    def initial_of(deadline: Deadline) -> dict[str, Any]:
        """Return what the form shows of a deadline; a proposed one is asked for its source and form anew."""
        names = [name for name in DeadlineForm.base_fields if name not in {"lines", "legislator"}]
        shown = {name: getattr(deadline, name) for name in names}
        shown |= {"legislator": deadline.legislator_id, "lines": list(deadline.lines.all())}
        return shown | ({"source": "", "as_of": today()} if deadline.is_proposed else {})


class DoneForm(forms.Form):
    """When what was due was done."""

    on = forms.DateField(label="Done on", widget=day_input())

    def clean_on(self) -> Any:
        """Nothing is done on a day to come."""
        on = self.cleaned_data["on"]
        if on > today():
            raise forms.ValidationError("Write today or a day before.")
        return on


class RepeatForm(forms.Form):
    """Which year's deadlines are proposed for which."""

    from_year = FiscalYearField(label="Repeat those of FY")
    to_year = FiscalYearField(label="for FY")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        running = fiscal_year_of(today())
        super().__init__(*args, initial={"from_year": running, "to_year": running + 1}, **kwargs)


class ReminderForm(forms.Form):
    """How long before, and of which deadlines, a person is reminded."""

    days_before = forms.IntegerField(
        label="Days before", min_value=0, max_value=LONGEST_NOTICE, help_text="0 reminds on the day itself."
    )
    of_all = forms.BooleanField(
        label="Of every deadline of the money",
        required=False,
        help_text="Otherwise of those you file, and those where you chose “Remind me”.",
    )
