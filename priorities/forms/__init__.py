"""Forms of the plan, of positions, asks and messages, and of the triage."""

from priorities.forms.triage import ActForm, TriageNotesForm, WordingForm

__all__ = ["ActForm", "TriageNotesForm", "WordingForm"]
