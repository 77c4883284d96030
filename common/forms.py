"""Parts that forms of every app share."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django import forms

from common import guard
from common.pdf import glyphs
from common.personal_words import Find, find

CONFIRMED = "personal_words_read"
CLEARED, CLEARED_REASON = "guarded_words_cleared", "guarded_words_reason"


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


class GuardedWordsMixin(forms.BaseForm):
    """Has a named person clear each hit of common.guard with "mentions, does not ask" (P1, P2).

    Name the fields in `guarded_fields`; with `asks_why` a reason is to be given. The box appears after the warning
    only, and holds for the phrases it was shown with; what asks for what is never asked gets no box. `cleared` are
    then the phrases and `cleared_reason` the reason, for the record; `known_clearances` are keys of hits that were
    cleared before and are not asked about again. Stands before `forms.Form`.
    """

    guarded_fields: Sequence[str] = ()
    asks_why = False
    known_clearances: Collection[str] = ()
    cleared: tuple[str, ...] = ()
    cleared_reason = ""

    def clean(self) -> Any:
        """Validate as usual, then look for the words, and for characters that could not be printed."""
        cleaned = super().clean()
        for name, text in self.guarded_texts().items():
            if missing := glyphs.unprintable(text):
                self.add_error(name, f"It cannot be printed: our fonts have no {glyphs.named(missing)}.")
        found = {
            name: hits
            for name in self.guarded_fields
            if (hits := guard.open_hits(str(self.cleaned_data.get(name) or ""), self.known_clearances))
        }
        if found:
            self._ask_about(found)
        return cleaned

    def guarded_texts(self) -> dict[str, str]:
        """The guarded texts as they were sent, by field: what a clearance is kept with."""
        return {name: str(self.cleaned_data.get(name) or "") for name in self.guarded_fields}

    def _ask_about(self, found: dict[str, tuple[guard.Hit, ...]]) -> None:
        every = [hit for hits in found.values() for hit in hits]
        phrases = sorted({hit.phrase.lower() for hit in every if hit.can_be_cleared})
        is_cleared = bool(phrases) and self._offer_box(phrases)
        if is_cleared:
            self.cleared = tuple(phrases)
        for name, hits in found.items():
            for words in _guarded_words(hits, is_cleared=is_cleared):
                self.add_error(name, words)

    def _offer_box(self, phrases: Sequence[str]) -> bool:
        """Show the box, and where asked a reason; return whether it was ticked for these phrases, with its reason."""
        mark = "; ".join(phrases)
        is_ticked = str(self.data.get(self.add_prefix(CLEARED), "")) == mark
        self.fields[CLEARED] = forms.BooleanField(
            required=False,
            label="It mentions these words, takes no side and does not ask for it.",
            widget=forms.CheckboxInput(attrs={"value": mark}, check_test=lambda _sent: is_ticked),
        )
        if not self.asks_why:
            return is_ticked
        self.fields[CLEARED_REASON] = forms.CharField(
            required=False,
            max_length=300,
            label="Why it may stand",
            help_text="Needed with the box above; kept with your name.",
        )
        self.cleared_reason = str(self.data.get(self.add_prefix(CLEARED_REASON), "")).strip()[:300]
        if is_ticked and not self.cleared_reason:
            self.add_error(CLEARED_REASON, "Say why it may stand; it is kept with your name.")
        return is_ticked and bool(self.cleared_reason)


def _guarded_words(hits: Iterable[guard.Hit], *, is_cleared: bool) -> Iterable[str]:
    """What is said at a field of its hits: first those that nobody can clear."""
    asked = [hit for hit in hits if not hit.can_be_cleared]
    mentioned = [hit for hit in hits if hit.can_be_cleared]
    if asked:
        yield f"The coalition never asks for this, and nobody can clear it: {_said(asked)}. Change the words."
    if mentioned and not is_cleared:
        yield f"The coalition asks for no such thing: {_said(mentioned)}. Change it, or confirm below."


def _said(hits: Iterable[guard.Hit]) -> str:
    return "; ".join(dict.fromkeys(hit.said for hit in hits))
