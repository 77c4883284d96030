"""Parts that forms of every app share."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from common.personal_words import Find, find

CONFIRMED = "personal_words_read"


class PersonalWordsMixin(forms.BaseForm):
    """Asks before free text is saved that seems to name a person or give a contact (P4).

    Name the fields in `personal_fields`. A box to confirm appears after the warning only, holds for the phrases it
    was shown with, and nothing typed is lost; without it the form does not validate. Stands before `forms.Form`.
    """

    personal_fields: Sequence[str] = ()

    def known_names(self) -> Iterable[str]:
        """Names that may be said: no person's. Override to give those of organizations."""
        return ()

    def clean(self) -> Any:
        """Validate as usual, then read the personal fields."""
        cleaned = super().clean()
        known = list(self.known_names())
        found = {
            name: finds
            for name in self.personal_fields
            if (finds := find(str(self.cleaned_data.get(name) or ""), known=known))
        }
        if found:
            self._ask(found)
        return cleaned

    def _ask(self, found: dict[str, tuple[Find, ...]]) -> None:
        marks = sorted({_mark(one) for finds in found.values() for one in finds})
        read = str(self.data.get(self.add_prefix(CONFIRMED), "")).split()
        confirmed = set(marks) <= set(read)
        self.fields[CONFIRMED] = forms.BooleanField(
            required=False,
            label="Save it anyway: it names no survivor and gives no private contact.",
            widget=forms.CheckboxInput(attrs={"value": " ".join(marks)}, check_test=lambda _sent: confirmed),
        )
        if confirmed:
            return
        for name, finds in found.items():
            self.add_error(name, _words(finds))


def _mark(one: Find) -> str:
    """A short name of a phrase, so that a box confirms what was asked and not what is typed later."""
    return hashlib.sha256(one.phrase.encode()).hexdigest()[:12]


def _words(finds: Iterable[Find]) -> str:
    said = "; ".join(dict.fromkeys(f"“{one.phrase}” ({one.kind})" for one in finds))
    return f"It looks as if this names a person or how to reach one: {said}. Change it, or confirm below and save."
