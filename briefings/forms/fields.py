"""Fields of the composer: one thing picked by its name, and sections in their order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms

from common.sorting import sort_key
from legislation.selectors.find_bill import NoSuchBillError, find_bill

NAMES_TOLD = 6
# A citation and nothing else: S. 2012, H.R. 1144 (119th), 119-hr-1144.
_CITED = re.compile(r"[a-z. ]+\d+( *\(\d+[a-z]*\))?|\d+-[a-z]+-\d+", re.IGNORECASE)
ORDER = "order"


class NameInput(forms.TextInput):
    """A text input that offers names while one types; without them it takes any text."""

    template_name = "briefings/compose/name_input.html"
    names: Sequence[str] = ()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the names offered, and where they stand."""
        context = super().get_context(name, value, attrs)
        offered = f"{context['widget']['attrs'].get('id', name)}_names"
        context["widget"]["attrs"] |= {"list": offered, "autocomplete": "off"}
        return context | {"offered": offered, "names": self.names}


class PickField(forms.CharField):
    """One of some named things, found by part of its name; clean data is its id, or nothing."""

    def __init__(self, *, noun: str, **kwargs: Any) -> None:
        super().__init__(max_length=300, widget=NameInput, **kwargs)
        self.noun = noun
        self.labels: dict[str, str] = {}

    def offer(self, choices: Iterable[tuple[str, str]]) -> None:
        """Take what may be picked: (id, label)."""
        self.labels = dict(choices)
        self.widget.names = list(self.labels.values())  # type: ignore[attr-defined]

    def prepare_value(self, value: Any) -> Any:
        """Show a thing by its name."""
        return self.labels.get(value, value)

    def clean(self, value: Any) -> str:
        """Return the id of the one thing that fits; a message of what to do where none or several do."""
        words = super().clean(value)
        if not words or words in self.labels:
            return str(words)
        if words.upper() in self.labels:
            return str(words.upper())
        fits = self._fits(words)
        if len(fits) == 1:
            return fits[0]
        raise forms.ValidationError(self._what_to_do(words, fits))

    def _fits(self, words: str) -> list[str]:
        wanted = sort_key(words).replace(",", " ")
        keys = {one: sort_key(label).replace(",", " ") for one, label in self.labels.items()}
        exact = [one for one, key in keys.items() if key == wanted]
        return exact or [one for one, key in keys.items() if all(word in key for word in wanted.split())]

    def _what_to_do(self, words: str, fits: list[str]) -> str:
        if not fits:
            return f"No {self.noun} fits “{words[:60]}”. Type part of its name, and choose from the list."
        names = "; ".join(self.labels[one] for one in fits[:NAMES_TOLD])
        more = len(fits) - NAMES_TOLD
        return f"Several fit “{words[:60]}”: {names}{f'; and {more} more' if more > 0 else ''}. Type more of the name."


class PickBillField(PickField):
    """A bill: one of those offered, or any that is here, as people cite it; clean data is its id."""

    user: Any = None

    def clean(self, value: Any) -> str:
        """Return the id of the bill; a message of what to do where none or several fit."""
        words = forms.CharField.clean(self, value)
        # "S. 20" is that bill or none, never the only one offered whose number begins so.
        if words in self.labels or not _CITED.fullmatch(words):
            return super().clean(value)
        try:
            return str(find_bill(self.user, words).pk)
        except NoSuchBillError as error:
            raise forms.ValidationError(str(error)) from error


class SectionRows(forms.CheckboxSelectMultiple):
    """Sections as rows: a box for each and buttons that move it. Its value is [(section, whether it is chosen)]."""

    template_name = "briefings/compose/section_rows.html"
    # What was pressed last keeps the focus; where the buttons post to when scripts are there.
    moved = ""
    address = ""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:  # noqa: ARG002 - Django's own
        """Read the rows as they stood, and what was ticked; what no row named was not chosen."""
        if not hasattr(data, "getlist"):
            return data.get(name)
        ticked = data.getlist(name)
        order = data.getlist(f"{name}_{ORDER}") or ticked
        return [(one, one in ticked) for one in dict.fromkeys(order)]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the rows in their order: chosen or not, and what may be pressed."""
        context = super().get_context(name, [one for one, chosen in value if chosen], attrs)
        labels = dict(self.choices)
        rows = [(one, labels[one], chosen) for one, chosen in value if one in labels]
        return context | {"rows": rows, "name": name, "moved": self.moved, "address": self.address}


class SectionsField(forms.MultipleChoiceField):
    """Sections of a packet in the order of printing; clean data is the chosen names in that order."""

    widget = SectionRows

    def prepare_value(self, value: Any) -> list[tuple[str, bool]]:
        """Show what was chosen first, in its order, then the others."""
        rows = _rows(value)
        named = {one for one, _ in rows}
        return [*rows, *((str(one), False) for one, _ in self.choices if str(one) not in named)]  # type: ignore[union-attr]

    def clean(self, value: Any) -> list[str]:
        """Return the chosen names in order."""
        return list(super().clean([one for one, chosen in _rows(value) if chosen]))


def _rows(value: Any) -> list[tuple[str, bool]]:
    return [one if isinstance(one, tuple) else (str(one), True) for one in value or ()]


def moved(rows: Sequence[tuple[str, bool]], name: str, *, up: bool) -> list[tuple[str, bool]]:
    """Return the rows with one of them a place further up or down; as they are where there is no such place."""
    names = [one for one, _ in rows]
    if name not in names:
        return list(rows)
    here = names.index(name)
    there = here - 1 if up else here + 1
    changed = list(rows)
    if 0 <= there < len(rows):
        changed[here], changed[there] = changed[there], changed[here]
    return changed
