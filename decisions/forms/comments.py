"""What is said in a thread."""

from __future__ import annotations

from django import forms
from django.urls import reverse_lazy

LONGEST = 20_000


class CommentForm(forms.Form):
    text = forms.CharField(
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6, "data-mentions": reverse_lazy("decisions:names_to_mention")}),
        label="What you want to say",
        help_text="Write @ and a name to call a person or a whole organization. **Bold**, lists and links are "
        "written as in Markdown. Never the name or story of a survivor.",
    )
