"""How a person wants to hear of things, a choice per kind of notice."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from members.choices import Delivery
from members.notice_kinds import Kind


class NoticeChoicesForm(forms.Form):
    """One group of three for each kind that can be switched off."""

    def __init__(self, *args: Any, chosen: Sequence[tuple[Kind, Delivery]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kinds = {f"kind-{place}": kind for place, (kind, _) in enumerate(chosen)}
        for (name, kind), (_, delivery) in zip(self.kinds.items(), chosen, strict=True):
            self.fields[name] = forms.ChoiceField(
                label=kind.label,
                help_text=f"{kind.about} For {kind.audience}.",
                choices=Delivery.choices,
                widget=forms.RadioSelect,
                initial=delivery,
            )

    def choices(self) -> dict[str, Delivery]:
        """What was chosen, by the name of the kind."""
        return {kind.name: Delivery(self.cleaned_data[name]) for name, kind in self.kinds.items()}
