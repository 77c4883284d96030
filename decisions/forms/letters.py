"""What the secretariat enters about a letter: its words, its deadlines, and who signs from outside."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from common.deadlines import DeadlinesForm
from decisions.forms.free_text import FreeTextForm
from decisions.models import Decision, OutsideSigner
from decisions.services.outside_signers import Entry

MOST_PARTS = 3


class LetterForm(FreeTextForm):
    title = forms.CharField(
        max_length=200, label="Subject of the letter", help_text="Printed above the text, after “Re:”."
    )
    recipients = forms.CharField(
        label="To whom",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="One a line, as they are addressed.",
    )
    text = forms.CharField(
        label="Text",
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="Markdown, from the salutation to the last sentence. The signatories are added below it.",
    )
    personal_fields = ("title", "text")

    def known_names(self) -> list[str]:
        """Those it is addressed to may be named in it, too."""
        return [*super().known_names(), *str(self.cleaned_data.get("recipients") or "").splitlines()]


class OpenLetterForm(DeadlinesForm):
    decision = forms.ModelChoiceField(
        queryset=Decision.objects.none(),
        label="Decision that approved the text",
        empty_label="Choose a decision in force",
    )
    same_text = forms.BooleanField(
        label="I compared them: the letter says what that decision approved",
        error_messages={"required": "Compare the letter with the decision first: its text freezes now."},
    )
    field_order = ["decision", "same_text", "soft_deadline_at", "deadline_at"]

    def __init__(self, *args: Any, decisions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word_deadlines(self)
        self.fields["decision"].queryset = decisions  # type: ignore[attr-defined]
        self.fields["decision"].label_from_instance = (  # type: ignore[attr-defined]
            lambda decision: f"{decision.number}: {decision.title}"
        )


class LetterDeadlineForm(FreeTextForm, DeadlinesForm):
    reason = forms.CharField(
        max_length=1000,
        label="Why it moves",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Everyone inside reads it beside the deadline.",
    )
    field_order = ["soft_deadline_at", "deadline_at", "reason"]
    personal_fields = ("reason",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _word_deadlines(self)


def _word_deadlines(form: DeadlinesForm) -> None:
    """Say of a letter's deadlines what they mean for signing."""
    form.fields[
        "soft_deadline_at"
    ].help_text = "When reminders begin to press. Organizations can sign after it."
    form.fields[
        "deadline_at"
    ].help_text = "Until then an organization can sign, and withdraw; after it nothing can be changed."


class OutsideSignersForm(forms.Form):
    """Many outside signers at once, one a line: name; place; consent."""

    lines = forms.CharField(
        label="Outside signers, one a line",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Name; place; consent. The place, as “Portland, OR”, may be left empty.",
    )
    consent = forms.CharField(
        required=False,
        max_length=300,
        label="Consent of all of them",
        help_text="Who agreed (the office held rather than the name), how and when, for lines that do not say it. "
        "Never printed.",
    )

    def clean(self) -> dict[str, Any]:
        """Add `entries`, or an error for each line that cannot be read."""
        cleaned = super().clean() or {}
        entries, seen = [], set()
        for number, line in enumerate(cleaned.get("lines", "").splitlines(), start=1):
            if not line.strip():
                continue
            try:
                entry = _entry(line, number, cleaned.get("consent", ""))
            except ValidationError as error:
                self.add_error("lines", error)
                continue
            if entry.name.casefold() in seen:
                self.add_error("lines", f"Line {number}: {entry.name} stands here twice.")
            seen.add(entry.name.casefold())
            entries.append(entry)
        return {**cleaned, "entries": entries}


def _entry(line: str, number: int, shared_consent: str) -> Entry:
    parts = [part.strip() for part in line.split(";")]
    if len(parts) > MOST_PARTS:
        raise ValidationError(f"Line {number}: more than name; place; consent.")
    name, place, consent = (*parts, "", "")[:MOST_PARTS]
    if not name:
        raise ValidationError(f"Line {number}: the name is missing.")
    entry = Entry(name, place, consent or shared_consent.strip(), number)
    if not entry.consent:
        raise ValidationError(f"Line {number}: {name} needs its consent, here or for all below.")
    for part in ("name", "place", "consent"):
        field = OutsideSigner._meta.get_field(part)  # noqa: SLF001 - Django documents _meta
        most = getattr(field, "max_length", 0)
        if len(getattr(entry, part)) > most:
            raise ValidationError(f"Line {number}: the {part} is longer than {most} characters.")
    return entry
