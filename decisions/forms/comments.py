"""What is said in a thread."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms
from django.urls import reverse_lazy

from common.forms import PersonalWordsMixin
from decisions.selectors.discussion import names_to_mention

LONGEST = 20_000


class CommentForm(PersonalWordsMixin, forms.Form):
    personal_fields = ("text",)

    text = forms.CharField(
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6, "data-mentions": reverse_lazy("decisions:names_to_mention")}),
        label="What you want to say",
        help_text="Write @ and a name to call a person or a whole organization; **two stars** for bold, - for a "
        "list, [words](https://address) for a link. Never the name or story of a survivor.",
    )

    def known_names(self) -> Iterable[str]:
        """Those who may be mentioned may be named."""
        return [name for name, _ in names_to_mention()]
