"""What staff enter about slates: which to build, and what is asked for each line.

P2, hard part: nothing here asks for an offset, a transfer or a named recipient; an amount is more than nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet

from appropriations.cells import fiscal_year_of
from appropriations.cells.typed import Typed, read_typed, write_typed
from appropriations.cells.typed_words import NEGATIVE
from appropriations.choices import CellKind, ItemKind, Nature, SlateTo
from appropriations.models import FIRST_FISCAL_YEAR, LAST_FISCAL_YEAR, Slate, SlateItem
from appropriations.selectors.slates import starts_for
from common.dates import today
from common.forms import PersonalWordsMixin
from common.money import Unit
from common.prose import ProseField
from members.selectors.organizations import names_of_organizations

EMPTY, FIGURES = "empty", "figures"
AMOUNT_HELP = (
    "In millions: 105.625. Words stand for themselves: $8.8 million above the President's Budget. "
    "“11 &amp; language” asks for both."
)
NO_CUT = "A request asks for new budget authority: more than nothing, never a cut."
LANGUAGE = {"language", "report language"}
NATURES = [(Nature.WHOLE.value, "the whole amount"), (Nature.NOT_LESS_THAN.value, "not less than")]


class AskedAmountField(forms.CharField):
    """What is asked for as it is typed, in millions; clean data is the reading (`Typed`)."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, max_length=400, **kwargs)
        self.widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}

    def clean(self, value: Any) -> Typed:
        """The reading; a message of what to write instead for what no request can be."""
        said = super().clean(value) or ""
        if NEGATIVE.match(said.strip()):
            raise forms.ValidationError(NO_CUT)
        typed = read_typed(said, unit=Unit.MILLIONS)
        if typed.problem:
            raise forms.ValidationError(typed.problem)
        if problem := _no_request(typed):
            raise forms.ValidationError(problem)
        return typed


def _no_request(typed: Typed) -> str:
    """Why a cell that can be read asks for nothing."""
    if typed.kind == CellKind.RANGE or typed.is_about:
        return "A request is one exact amount, or words."
    if typed.kind == CellKind.DOLLARS and not typed.dollars:
        return NO_CUT
    if typed.kind in {CellKind.TBD, CellKind.NOT_APPLICABLE, CellKind.NOT_SPECIFIED, CellKind.NOT_FOUND}:
        return "Leave it empty until it is known what is asked for."
    if typed.nature == Nature.UP_TO:
        return "A request is a whole amount or “not less than”."
    return ""


def typed_of(item: SlateItem) -> str:
    """Return what is asked for as it is typed, so that it reads the same again."""
    if item.dollars is None and not item.words:
        return "language" if item.kind == ItemKind.LANGUAGE else ""
    if item.dollars is None:
        return write_typed(Typed(CellKind.WORDS, words=item.words))
    words = "language" if item.kind == ItemKind.BOTH and not item.words else item.words
    nature = item.nature if item.nature == Nature.NOT_LESS_THAN else ""
    return write_typed(Typed(CellKind.DOLLARS, item.dollars, words=words, nature=nature))


def asked_fields(typed: Typed, item: SlateItem) -> dict[str, Any]:
    """Return the fields of a request that was typed in one cell; "language" in it asks for report language."""
    with_language = typed.words.casefold() in LANGUAGE
    if typed.kind in {CellKind.WORDS, CellKind.PRIOR_RATE, ""} and typed.dollars is None:
        only = with_language or (not typed.kind and item.kind == ItemKind.LANGUAGE)
        kind = ItemKind.LANGUAGE if only else ItemKind.BOTH if item.report_language else ItemKind.AMOUNT
        return {
            "kind": kind.value,
            "dollars": None,
            "words": "" if only else typed.words,
            "nature": item.nature,
        }
    both = with_language or bool(item.report_language)
    return {
        "kind": (ItemKind.BOTH if both else ItemKind.AMOUNT).value,
        "dollars": typed.dollars,
        "words": "" if with_language else typed.words,
        "nature": typed.nature or item.nature,
    }


class NewSlateForm(forms.Form):
    """Which slate to build, and from what."""

    fiscal_year = forms.IntegerField(
        min_value=FIRST_FISCAL_YEAR, max_value=LAST_FISCAL_YEAR, label="Fiscal year"
    )
    to = forms.ChoiceField(
        choices=[
            (SlateTo.OMB.value, "OMB, in the autumn"),
            (SlateTo.CONGRESS.value, "Congress, in the spring"),
        ],
        widget=forms.RadioSelect,
        label="To whom",
    )
    start = forms.ChoiceField(
        label="Built from",
        help_text="Lines, amounts, justifications and report language are copied; then you change what differs.",
    )

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.slates = {str(one.pk): one for one in starts_for(user)}
        self.fields["start"].choices = [  # type: ignore[attr-defined]
            (FIGURES, "The coalition's request figures of the year before"),
            *((key, f"{one} ({one.get_state_display().lower()})") for key, one in self.slates.items()),
            (EMPTY, "Nothing: an empty slate"),
        ]

    @property
    def started_from(self) -> Slate | None:
        """The slate it is built from, or None."""
        return self.slates.get(self.cleaned_data["start"])


def usual_slate(slates: QuerySet[Slate]) -> dict[str, Any]:
    """Return what one most likely builds today: to OMB in the autumn, to Congress from January, from the last such."""
    day = today()
    year = fiscal_year_of(day) + 1
    # From October on the year after next is asked of OMB; in January that same year goes to Congress.
    to = SlateTo.OMB if fiscal_year_of(day) > day.year else SlateTo.CONGRESS
    last = slates.filter(to=to, state="adopted", fiscal_year__lt=year).order_by("-fiscal_year").first()
    return {"fiscal_year": year, "to": to.value, "start": str(last.pk) if last else FIGURES}


class AmountsForm(forms.Form):
    """The amounts of a whole slate, typed line by line in its table."""

    def __init__(self, *args: Any, items: Sequence[SlateItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = {f"amount-{item.pk}": item for item in items if not item.is_dropped}
        for name, item in self.items.items():
            self.fields[name] = AskedAmountField(
                label=f"Asked for {item.line.short_name or item.line.name}, in millions",
                initial=typed_of(item),
                widget=forms.TextInput(attrs={"size": 12}),
            )

    def changes(self) -> list[tuple[SlateItem, dict[str, Any]]]:
        """The items whose cell was typed anew, with what it says."""
        return [
            (item, asked_fields(self.cleaned_data[name], item))
            for name, item in self.items.items()
            if name in self.changed_data
        ]


class FreeText(PersonalWordsMixin, forms.Form):
    """A form whose free text may name organizations; people it asks about before anything is saved (P4)."""

    def known_names(self) -> Iterable[str]:
        """Organizations are named in what we ask for; people are not."""
        return names_of_organizations()


class ItemForm(FreeText):
    """What is asked for one line."""

    kind = forms.ChoiceField(choices=ItemKind.choices, widget=forms.RadioSelect, label="What is asked for")
    amount = AskedAmountField(label="Amount or words", help_text=AMOUNT_HELP)
    nature = forms.ChoiceField(choices=NATURES, label="The amount is")
    justification = ProseField(
        rows=6,
        required=False,
        max_length=5000,
        label="Justification",
        help_text="Markdown. Adopted with the request and handed to offices.",
    )
    report_language = ProseField(
        rows=6,
        required=False,
        max_length=10_000,
        label="Report language sought",
        help_text="As it should stand in the committee's report.",
    )
    personal_fields = ("justification", "report_language")

    def clean(self) -> dict[str, Any]:
        """Hold amount and language to the kind chosen; nothing may be missing but what a draft may lack."""
        data: dict[str, Any] = super().clean() or {}
        typed = data.get("amount")
        if typed is not None and data.get("kind") == ItemKind.LANGUAGE and not typed.is_empty:
            self.add_error("amount", "Report language only names no amount: empty this, or choose both.")
        return data

    def fields_of(self) -> dict[str, Any]:
        """The clean data in the words of the services."""
        typed, data = self.cleaned_data["amount"], self.cleaned_data
        # "11 & language" says the same as choosing both.
        with_language = typed.words.casefold() in LANGUAGE
        chosen = ItemKind.BOTH if with_language and typed.dollars is not None else ItemKind(data["kind"])
        return {
            "kind": (ItemKind.LANGUAGE if with_language and typed.dollars is None else chosen).value,
            "dollars": typed.dollars,
            "words": "" if with_language else typed.words,
            "nature": typed.nature or data["nature"],
            "justification": data["justification"],
            "report_language": data["report_language"],
            "is_dropped": False,
        }


class DropForm(FreeText):
    """Why an amendment drops a request."""

    justification = ProseField(
        rows=3,
        max_length=2000,
        label="Why it is no longer asked for",
        help_text="Adopted with the amendment.",
    )
    personal_fields = ("justification",)


class NoteForm(FreeText):
    """The slate's note."""

    note = ProseField(rows=3, required=False, max_length=4000, label="Note", help_text="Read inside only.")
    personal_fields = ("note",)


class ReasonForm(FreeText):
    """Why a slate is taken back or set aside."""

    reason = ProseField(
        rows=3, max_length=1000, label="Why", help_text="Kept, and read by every organization."
    )
    personal_fields = ("reason",)
