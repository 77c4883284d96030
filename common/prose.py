"""Longer text, kept with one kind of line end."""

from __future__ import annotations

from typing import Any

from django import forms


class ProseField(forms.CharField):
    """Text of several lines: browsers send line ends of their own, which a comparison would take for changes."""

    def __init__(self, *, rows: int, **kwargs: Any) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows}), **kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(one_line_end(str(value)) if value is not None else value)


def one_line_end(text: str) -> str:
    """Return a text whose lines end as ours do."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
