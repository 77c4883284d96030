"""What staff enter of positions, asks and messages; the rules are in the services, which name each problem's field."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from appropriations.models import Line
from appropriations.selectors.offices import choosable_offices
from common.choices import Tag
from common.dates import day_words, today
from common.forms import GuardedWordsMixin, PersonalWordsMixin
from common.prose import ProseField
from decisions.models import Decision
from legislation.forms.fields import BillField
from legislation.models import Committee, Family, Legislator
from priorities.choices import AskKind, AskSeeks, Audience, Stance
from priorities.position_rules import Problem
from priorities.services.guarding import Clearing

_DAY = {"type": "date"}


def _day_input() -> forms.DateInput:
    return forms.DateInput(attrs=_DAY, format="%Y-%m-%d")


class DecisionField(forms.ModelChoiceField):
    """A decision in force; what rests on one that is so no longer may keep it until another is chosen."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Decision.objects.none(), **kwargs)

    def offer(self, with_one: int | None = None) -> None:
        """Read which can be chosen, the newest first."""
        in_force = Decision.objects.in_force()
        known = Decision.objects.filter(pk__in=in_force) | Decision.objects.filter(pk=with_one)
        self.queryset = known.order_by("-decided_on", "-number")

    def label_from_instance(self, obj: Any) -> str:
        """Return its number, day and title, and that it is restricted."""
        title = obj.title if len(obj.title) <= 70 else f"{obj.title[:69]}…"  # noqa: PLR2004 - as long as a list shows
        restricted = "" if obj.is_public else " (restricted)"
        return f"{obj.number}, {day_words(obj.decided_on)}: {title}{restricted}"


class KeptForm(GuardedWordsMixin, forms.Form):
    """A form whose rules live in a service: what it refuses is said at the fields."""

    asks_why = True

    @property
    def clearing(self) -> Clearing:
        """What was cleared with this form, for the service."""
        return Clearing(self.cleared, self.cleared_reason)

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Say each problem at its field."""
        for problem in problems:
            self.add_error(problem.field if problem.field in self.fields else None, problem.message)


_DESPITE = "Needed to support a bill that is flagged to pay by cutting another cause. Read inside only."


class PositionForm(KeptForm):
    """A position taken on a bill."""

    guarded_fields = ("summary",)

    bill = BillField(label="Bill")
    stance = forms.ChoiceField(choices=Stance.choices, label="Stance", initial=Stance.SUPPORT)
    decision = DecisionField(
        required=False, empty_label="None, we only monitor it", label="Rests on the decision"
    )
    starts_on = forms.DateField(label="Since", widget=_day_input(), help_text="On or after its decision.")
    summary = ProseField(
        rows=3, required=False, max_length=1000, label="Why, in words fit for outside", strip=True
    )
    is_public = forms.BooleanField(required=False, label="Public: offices may be told, packets may print it")
    despite = ProseField(
        rows=3, required=False, max_length=2000, label="Why we support it though it cuts", help_text=_DESPITE
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bill: Any = self.fields["bill"]
        bill.user = user
        decision: Any = self.fields["decision"]
        decision.offer()
        self.initial.setdefault("starts_on", today())


class CorrectPositionForm(KeptForm):
    """What a position says and rests on; its stance and days stay."""

    guarded_fields = ("summary",)

    decision = DecisionField(
        required=False, empty_label="None, we only monitor it", label="Rests on the decision"
    )
    summary = ProseField(rows=3, required=False, max_length=1000, label="Why, in words fit for outside")
    despite = ProseField(
        rows=3, required=False, max_length=2000, label="Why we support it though it cuts", help_text=_DESPITE
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["decision"]
        field.offer(self.initial.get("decision"))


class EndForm(KeptForm):
    """The last day of a position, and why."""

    ends_on = forms.DateField(label="Last day", widget=_day_input())
    because = forms.CharField(max_length=300, label="Why it ends", widget=forms.Textarea(attrs={"rows": 2}))


class FlagForm(KeptForm):
    """That a bill pays by cutting another cause."""

    cuts = forms.CharField(
        max_length=300, label="What it cuts", help_text="In a few words, such as: nutrition assistance."
    )
    source = forms.CharField(
        max_length=300, label="Who says so", help_text="Such as: section 12, or the cost estimate of a day."
    )
    source_url = forms.URLField(
        max_length=300, required=False, assume_scheme="https", label="Address of the source"
    )
    as_of = forms.DateField(label="As of", widget=_day_input(), help_text="The day the source was read.")


class ReasonForm(KeptForm):
    """Why something is withdrawn."""

    reason = forms.CharField(
        max_length=300, label="Why it is withdrawn", widget=forms.Textarea(attrs={"rows": 2})
    )


class AskForm(KeptForm):
    """An ask: whom, what, why, until when, and the decision it rests on."""

    guarded_fields = ("text", "reason")

    kind = forms.ChoiceField(
        choices=AskKind.choices,
        label="Kind",
        help_text="To inform asks for nothing. What is for an agency is not printed for offices of Congress.",
    )
    text = ProseField(
        rows=3, max_length=300, label="The ask", help_text="At most 300 characters, as it prints."
    )
    reason = ProseField(rows=3, required=False, max_length=1000, label="Why")
    audience = forms.ChoiceField(choices=Audience.choices, label="For whom")
    committee = forms.ModelChoiceField(
        Committee.objects.none(), required=False, label="Committee or subcommittee", empty_label="None"
    )
    legislator = forms.ChoiceField(required=False, label="Office")
    bill = BillField(label="Bill", required=False)
    seeks = forms.ChoiceField(
        choices=[("", "As the text says"), *AskSeeks.choices],
        required=False,
        label="What it seeks",
        help_text="Who is on a bill already, or cannot sign it, is not asked to cosponsor it.",
    )
    family = forms.ModelChoiceField(Family.objects.all(), required=False, label="Family", empty_label="None")
    line = forms.ModelChoiceField(
        Line.objects.order_by("sort_key"), required=False, label="Program line", empty_label="None"
    )
    fiscal_year = forms.IntegerField(required=False, min_value=2000, max_value=2100, label="Fiscal year")
    deadline_on = forms.DateField(required=False, label="Deadline", widget=_day_input())
    expires_on = forms.DateField(
        required=False,
        label="Expires",
        widget=_day_input(),
        help_text="Its last day. An ask on a bill also ends with the Congress of its bill.",
    )
    decision = DecisionField(label="Rests on the decision", empty_label="Choose a decision")

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["bill"].user = user
        fields["decision"].offer(self.initial.get("decision"))
        current = Committee.objects.filter(is_current=True) | Committee.objects.filter(
            pk=self.initial.get("committee")
        )
        fields["committee"].queryset = current.select_related("parent").order_by("chamber", "code")
        fields["committee"].label_from_instance = _committee_name
        fields["legislator"].choices = [
            ("", "None"),
            *choosable_offices(self.initial.get("legislator") or None),
        ]

    def clean_legislator(self) -> Legislator | None:
        """The legislator chosen."""
        chosen = self.cleaned_data["legislator"]
        return Legislator.objects.get(pk=chosen) if chosen else None

    def said(self) -> dict[str, Any]:
        """The fields of an ask as they were sent."""
        return {name: self.cleaned_data[name] for name in self.base_fields}


def _committee_name(committee: Any) -> str:
    chamber = f"{committee.chamber.capitalize()} " if committee.chamber else ""
    whole = f"{committee.parent.name}: " if committee.parent else ""
    return f"{chamber}{whole}{committee.name}"


class MessageForm(PersonalWordsMixin, KeptForm):
    """A message: title, text, tags of the whole problem (P8), and the decision it rests on, if any."""

    guarded_fields = ("title", "text")
    personal_fields = ("title", "text")

    title = forms.CharField(max_length=160)
    text = ProseField(rows=10, max_length=6000, help_text="Markdown.")
    tags = forms.MultipleChoiceField(
        required=False, choices=Tag.choices, widget=forms.CheckboxSelectMultiple, label="The whole problem"
    )
    decision = DecisionField(required=False, label="Rests on the decision", empty_label="None")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["decision"]
        field.offer(self.initial.get("decision"))

    def said(self) -> dict[str, Any]:
        """The fields of a message as they were sent."""
        return {name: self.cleaned_data[name] for name in self.base_fields}
