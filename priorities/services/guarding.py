"""Texts for outside are kept only when what the guard asks about was cleared (P1, P2)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Model

from common import audit
from common.clearing import clear_phrases, cleared_keys
from common.guard import open_hits
from members.models import User
from priorities.position_rules import Problem


class Refused(Exception):  # noqa: N818 - named for what happens
    """What was asked for cannot be kept; `problems` say why, each at its field, in words fit to be shown."""

    def __init__(self, *problems: Problem) -> None:
        self.problems = problems
        super().__init__(" ".join(one.message for one in problems))


@dataclass(frozen=True)
class Clearing:
    """Phrases that whoever writes says of that they may stand, and why."""

    phrases: tuple[str, ...] = ()
    reason: str = ""


NOTHING_CLEARED = Clearing()


def check_staff(by: User) -> None:
    """Raise Refused for others than the secretariat."""
    if not by.is_secretariat:
        raise Refused(Problem("", "The secretariat keeps this."))


def refuse_open_hits(row: Model, texts: Mapping[str, str], clearing: Clearing) -> None:
    """Raise Refused where a text holds a phrase that nobody cleared, there or just now, or that nobody can clear."""
    known: Collection[str] = cleared_keys([row])[str(row.pk)] if row.pk else ()
    now = {phrase.casefold() for phrase in clearing.phrases}
    problems = [
        Problem(field, f"It cannot stand: {hit.said}.")
        for field, text in texts.items()
        for hit in open_hits(text, known)
        if not hit.can_be_cleared or hit.phrase.casefold() not in now
    ]
    if problems:
        raise Refused(*problems)


def keep_clearing(row: Model, texts: Mapping[str, str], clearing: Clearing, by: User) -> None:
    """Keep who cleared what, in the caller's transaction; audited."""
    made = clear_phrases(subject=row, texts=texts, phrases=clearing.phrases, by=by.pk, reason=clearing.reason)
    if made:
        audit.record("cleared phrases", row, actor_id=by.pk, phrases=[one.phrase for one in made])
