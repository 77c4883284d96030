"""Asks before words are kept that name an offset, a transfer or an earmark (P2), or speak of elections (P1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from common import guard

CLEARED = "guarded_words_cleared"


class GuardedWordsMixin(forms.BaseForm):
    """Has a named person clear each hit of common.guard with "mentions, does not ask".

    Name the fields in `guarded_fields`. The box appears after the warning only, and holds for the phrases it was shown
    with. `cleared` are then the phrases, for the record. Stands before `forms.Form`.
    """

    guarded_fields: Sequence[str] = ()
    cleared: tuple[str, ...] = ()

    def clean(self) -> Any:
        """Validate as usual, then look for the words."""
        cleaned = super().clean()
        found = {
            name: hits
            for name in self.guarded_fields
            if (hits := guard.check(str(self.cleaned_data.get(name) or "")))
        }
        if found:
            self._ask(found)
        return cleaned

    def _ask(self, found: dict[str, tuple[guard.Hit, ...]]) -> None:
        phrases = sorted({hit.phrase.lower() for hits in found.values() for hit in hits})
        mark = "; ".join(phrases)
        is_cleared = self.data.get(self.add_prefix(CLEARED), "") == mark
        self.fields[CLEARED] = forms.BooleanField(
            required=False,
            label="It mentions these words and does not ask for it.",
            widget=forms.CheckboxInput(attrs={"value": mark}, check_test=lambda _sent: is_cleared),
        )
        if is_cleared:
            self.cleared = tuple(phrases)
            return
        for name, hits in found.items():
            said = "; ".join(dict.fromkeys(f"“{hit.phrase}” {hit.reason}" for hit in hits))
            self.add_error(
                name, f"The coalition asks for no such thing: {said}. Change it, or confirm below."
            )
