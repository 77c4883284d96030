"""Report language as staff keep it: the wording sought, cleared where it names what we never ask for."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from appropriations.found_language import ToClear, not_cleared, phrases_to_clear
from appropriations.models import ReportLanguage
from appropriations.services.kept_rows import KeptError, keep_row
from common.dates import today
from members.models import User


class NotClearedError(KeptError):
    """The wording holds phrases that nobody has cleared (P1, P2); `hits` are those."""

    def __init__(self, hits: Collection[ToClear]) -> None:
        self.hits = tuple(hits)
        named = ", ".join(f"“{hit.phrase}” ({hit.reason})" for hit in self.hits)
        if any(not hit.can_be_cleared for hit in self.hits):
            super().__init__(f"The coalition never asks for this, and nobody can clear it: {named}.")
        else:
            super().__init__(f"Somebody has to say of {named}: it is mentioned, it is not asked for.")


def texts_of(language: ReportLanguage) -> tuple[str, str]:
    """Return the texts of a passage that go to offices."""
    return (language.title, language.sought)


@transaction.atomic
def keep_language(*, language: ReportLanguage, cleared: Collection[str], by: User) -> bool:
    """Write a passage sought; return whether that changed something.

    `cleared` are the keys of phrases of which `by` says that the passage mentions them and does not ask for them (P2):
    they are kept with who and when. What was cleared in a sentence that still stands stays cleared.
    Raises NotClearedError.
    """
    texts = texts_of(language)
    asked = phrases_to_clear(texts)
    known = [one for one in language.clearances if one["key"] in asked]
    before = {one["key"] for one in known}
    new = [key for key in asked if key not in before and key in set(cleared)]
    open_ones = not_cleared(texts, [*before, *new])
    if open_ones:
        raise NotClearedError(open_ones.values())
    at = timezone.now().isoformat()
    language.clearances = [
        *known,
        *(
            {"key": key, "phrase": asked[key].phrase, "sentence": asked[key].sentence, "by": by.pk, "at": at}
            for key in new
        ),
    ]
    return keep_row(row=language, by=by)


def carried_over(*, language: ReportLanguage, fiscal_year: int) -> ReportLanguage:
    """Return a passage as the start of another year's: the wording that was sought, not yet written.

    What was cleared in it is to be cleared again: it is asked anew.
    """
    return ReportLanguage(
        line=language.line,
        fiscal_year=fiscal_year,
        title=language.title,
        sought=language.sought,
        carried_from=language,
        source=f"Sought for FY {language.fiscal_year}"[:300],
        as_of=today(),
    )


def from_item(*, item: Any) -> ReportLanguage:
    """Return a passage as an item of a slate seeks it, not yet written."""
    slate = item.slate
    return ReportLanguage(
        line=item.line,
        fiscal_year=slate.fiscal_year,
        title=(item.line.short_name or item.line.name)[:200],
        sought=item.report_language,
        slate_item=item,
        source=f"{slate}"[:300],
        as_of=today(),
    )
