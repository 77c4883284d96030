"""The composer: what a packet is about, what stands in it and in which order, draft or final."""

from __future__ import annotations

from typing import Any, Self

from django import forms

from briefings.choices import PacketKind, SectionName
from briefings.forms.fields import PickBillField, PickField, SectionRows, SectionsField, moved
from briefings.offers import OFFERS, About
from briefings.packet.order import WHOLE_BOOK, Choices
from briefings.selectors.library import library_messages
from briefings.selectors.pages import bill_choices
from briefings.selectors.subjects import line_groups, subject_choices
from common.citations import fiscal_year as fy
from common.dates import congress_day
from common.forms import GuardedWordsMixin, PersonalWordsMixin
from legislation.wording import fiscal_year_of

YEARS_BACK, YEARS_ON = 3, 1
CITED = "A live bill of the families by part of its name, or any bill as it is cited: H.R. 1144 (119th)."
NUMBERED = "Its number, or part of its title."
LABELS = {
    About.BUNDLE: "Appropriations bill",
    About.LINE: "Line",
    About.FAMILY: "Family",
    About.LETTER: "Letter",
}


class ComposerForm(PersonalWordsMixin, GuardedWordsMixin, forms.Form):
    """Everything that may be chosen for one kind of packet; what its kind does not offer is no field of it.

    With `for_template` nothing is asked of whom or what it is about, for that is chosen when a packet is made.
    """

    personal_fields = ("cover_note",)
    guarded_fields = ("cover_note",)
    asks_why = True

    office = PickField(
        noun="office", label="Office", help_text="Part of the name, a state, or the bioguide id."
    )
    fiscal_year = forms.TypedChoiceField(label="Fiscal year", coerce=int, empty_value=None, required=False)
    sections = SectionsField(
        label="Behind the sheet",
        required=False,
        help_text="None ticked: one sheet, two sides, and nothing behind it. They are printed in this order.",
    )
    cover_note = forms.CharField(
        label="Cover note",
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Markdown. It is printed where “Cover note” is ticked, and handed over with the packet.",
    )
    messages = forms.TypedMultipleChoiceField(
        label="Messages",
        required=False,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text="Those of the library that are cleared for packets; printed where “Messages” is ticked.",
    )
    bills = forms.MultipleChoiceField(
        label="Bills",
        required=False,
        help_text="None ticked: every live vehicle of the families, and the bills of the asks.",
        widget=forms.CheckboxSelectMultiple,
    )
    lines = forms.MultipleChoiceField(
        label="Lines",
        required=False,
        help_text="None ticked: every line.",
        widget=forms.CheckboxSelectMultiple,
    )
    for_information = forms.BooleanField(
        label="For information",
        required=False,
        help_text="It asks for nothing: no request stands in it.",
    )
    final = forms.BooleanField(
        label="Final",
        required=False,
        help_text="It has to pass the gate: no stale fact, no sample row, every decision in force. "
        "A draft can always be made.",
    )

    def __init__(
        self,
        data: Any = None,
        *,
        kind: PacketKind,
        user: Any,
        for_template: bool = False,
        address: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(data, **kwargs)
        self.kind, self.user, self.for_template, self.address = kind, user, for_template, address
        self.offer = OFFERS[kind]
        on = congress_day()
        self._ask_what_it_is_about(on)
        self._leave_out_what_is_not_offered()
        self._fill(on)
        self.lead_rows()

    def _ask_what_it_is_about(self, on: Any) -> None:
        about = self.offer.about
        required = self.offer.needs_subject and not self.for_template
        if about == About.OFFICE:
            field: Any = self.fields["office"]
            field.required = required
            field.offer(subject_choices(about, on, self.user))
            if self.for_template:
                del self.fields["office"]
            return
        del self.fields["office"]
        self.fields = {"subject": self._subject(about, on, required=required), **self.fields}

    def _subject(self, about: About, on: Any, *, required: bool) -> forms.Field:
        offered = subject_choices(about, on, self.user)
        if about == About.BILL:
            bill = PickBillField(noun="bill", label="Bill", required=required, help_text=CITED)
            bill.user = self.user
            bill.offer(offered)
            return bill
        if about == About.DECISION:
            decision = PickField(noun="decision", label="Decision", required=required, help_text=NUMBERED)
            decision.offer(offered)
            return decision
        groups: Any = line_groups() if about == About.LINE else offered
        empty = f"Choose a {LABELS[about].lower()}" if self.offer.needs_subject else "Every one"
        empty = empty.replace("a appropriations", "an appropriations")
        return forms.ChoiceField(label=LABELS[about], required=required, choices=[("", empty), *groups])

    def _leave_out_what_is_not_offered(self) -> None:
        for name in (
            "sections",
            "bills",
            "lines",
            "messages",
            "cover_note",
            "for_information",
            "fiscal_year",
        ):
            if not getattr(self.offer, name):
                del self.fields[name]
        if self.for_template:
            del self.fields["final"]

    def _fill(self, on: Any) -> None:
        this_year = fiscal_year_of(on)
        years = range(this_year + YEARS_ON, this_year - YEARS_BACK - 1, -1)
        offered: dict[str, Any] = {
            "fiscal_year": lambda: [
                ("", f"The present one, {fy(this_year)}"),
                *((one, fy(one)) for one in years),
            ],
            "sections": lambda: [(str(one), SectionName(one).label) for one in self.offer.sections],
            "messages": lambda: [(one.id, one.title) for one in library_messages()],
            "bills": lambda: [(bill.id, bill.label) for bill in bill_choices(on)],
            "lines": line_groups,
        }
        for name, choices in offered.items():
            if name in self.fields:
                self.fields[name].choices = choices()  # type: ignore[attr-defined]

    def press(self, button: str) -> Self:
        """Return the form as it was filled in, nothing judged yet, after a button that moves or ticks sections.

        Buttons: "up:bills", "down:bills", "book", "none".
        """
        typed = {
            name: field.widget.value_from_datadict(self.data, {}, self.add_prefix(name))
            for name, field in self.fields.items()
        }
        rows = typed.get("sections") or []
        verb, _, name = button.partition(":")
        if verb in {"up", "down"}:
            rows = moved(rows, name, up=verb == "up")
        elif verb in {"book", "none"}:
            rows = [(one, verb == "book" and one in {*WHOLE_BOOK}) for one, _ in rows]
        fresh = type(self)(
            kind=self.kind,
            user=self.user,
            for_template=self.for_template,
            address=self.address,
            initial={**typed, "sections": rows},
        )
        fresh.lead_rows(moved=button)
        return fresh

    def lead_rows(self, *, moved: str = "") -> None:
        """Tell the rows of sections where their buttons lead, and which was pressed."""
        widget = self.fields["sections"].widget if "sections" in self.fields else None
        if isinstance(widget, SectionRows):
            widget.address, widget.moved = self.address, moved

    @property
    def bioguide_id(self) -> str:
        """Whose packet, once the form is valid; empty for kinds that are about something else."""
        return str(self.cleaned_data.get("office") or "")

    @property
    def choices(self) -> Choices:
        """What was chosen, once the form is valid."""
        cleaned = self.cleaned_data
        return Choices(
            bills=tuple(cleaned.get("bills", ())),
            lines=tuple(cleaned.get("lines", ())),
            sections=tuple(cleaned.get("sections", ())),
            messages=tuple(cleaned.get("messages", ())),
            cover_note=cleaned.get("cover_note", ""),
            for_information=cleaned.get("for_information", False),
            fiscal_year=cleaned.get("fiscal_year"),
            subject=str(cleaned.get("subject") or ""),
        )
