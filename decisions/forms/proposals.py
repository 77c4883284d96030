"""What staff enter about a proposal: its draft, its next round."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Model
from django.http import QueryDict

from common.deadlines import DeadlinesForm
from common.prose import ProseField
from decisions.choices import ProposalKind, Rule
from decisions.forms.files import FilesField
from decisions.forms.free_text import FreeTextForm
from decisions.models import Attachment, Proposal
from decisions.selectors.subject_search import Choice, choice_of, search_subjects, subjects_named

MARKDOWN_HELP = "Markdown: a blank line between paragraphs, **bold**, *italics*, # a heading, - a list, [words](https://address)."
RULES = [
    (Rule.CONSENSUS, "Consensus: adopted unless an organization blocks; silence is no answer"),
    (Rule.SILENCE, "Consensus with silence as consent: who does not answer by the deadline consents"),
    (Rule.TWO_THIRDS, "Two-thirds: at least twice as many for as against"),
    (Rule.MAJORITY, "Majority: more for than against"),
]


class WordsForm(FreeTextForm):
    """The words of a proposal, which a round keeps."""

    question = ProseField(
        max_length=300,
        rows=2,
        label="The question, in one sentence",
        help_text="As each organization is to answer it: “Shall we support S. 2012?”",
    )
    commits_us_to = ProseField(
        required=False,
        rows=3,
        label="What it commits us to",
        help_text="Work, money, a name on a letter. Shown before the answer buttons.",
    )
    text = ProseField(rows=16, label="The proposal", help_text=MARKDOWN_HELP)
    added = FilesField()
    drop = forms.ModelMultipleChoiceField(
        queryset=Attachment.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label="Take off",
    )
    personal_fields: Sequence[str] = ("question", "commits_us_to", "text")

    def __init__(self, *args: Any, proposal: Proposal | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = proposal.attachments.filter(until_round=None) if proposal else Attachment.objects.none()
        if kept:
            self.fields["drop"].queryset = kept  # type: ignore[attr-defined]
        else:
            del self.fields["drop"]


class DraftForm(WordsForm):
    """A draft: the words, the rule, what it concerns, files."""

    kind = forms.ChoiceField(choices=ProposalKind.choices, label="Kind")
    rule = forms.ChoiceField(
        choices=RULES, initial=Rule.CONSENSUS, widget=forms.RadioSelect, label="How it is decided"
    )
    quorum = forms.IntegerField(
        required=False,
        min_value=1,
        label="Quorum",
        help_text="Organizations that must answer for the outcome to count; empty for none.",
    )
    answers_hidden_until_close = forms.BooleanField(
        required=False, label="Hide the answers until the close (who has answered stays visible)"
    )
    find = forms.CharField(required=False, max_length=120)
    field_order = ["question", "kind", "commits_us_to", "text"]

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        keys = self.data.getlist("subjects") if isinstance(self.data, QueryDict) else ()
        keys = keys if self.is_bound else self.initial.get("subjects", ())
        self.subjects: list[Model] = subjects_named(keys, user)

    @property
    def chosen(self) -> list[Choice]:
        """What it concerns so far."""
        return [choice_of(one) for one in self.subjects]

    @property
    def found(self) -> list[Choice]:
        """What the words looked for may mean, without what is chosen already."""
        words = str(self["find"].value() or "")
        chosen = {one.key for one in self.chosen}
        return [one for one in search_subjects(words, self.user) if one.key not in chosen]


class RoundForm(WordsForm, DeadlinesForm):
    """The next round: the text as it shall read now, and what changed."""

    what_changed = ProseField(
        max_length=600,
        rows=2,
        label="What changed, in a sentence",
        help_text="The first thing every organization reads of the new round.",
    )
    seen_round = forms.IntegerField(widget=forms.HiddenInput())
    personal_fields = ("question", "commits_us_to", "text", "what_changed")
    field_order = ["what_changed", "question", "commits_us_to", "text", "drop", "added"]
