"""One request as plain data, and how its amount is said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from appropriations.choices import ItemKind, Nature
from common import money

LANGUAGE_ONLY = "report language"


@dataclass(frozen=True)
class Request:
    """What one slate says of one line: new budget authority in whole dollars, words, report language, or a drop.

    `adopted_at` is when its slate was adopted, None before that; `slate` its key, which orders what was adopted at one
    moment.
    """

    line: str
    name: str
    kind: str = ItemKind.AMOUNT
    nature: str = Nature.WHOLE
    dollars: int | None = None
    words: str = ""
    justification: str = ""
    report_language: str = ""
    is_dropped: bool = False
    agency: str = ""
    bundle: str = ""
    slate: int = 0
    adopted_at: datetime | None = None

    @property
    def asks(self) -> tuple[object, ...]:
        """What makes it another request: amount, nature, words and report language, its reasons left aside."""
        return (self.dollars, self.nature, self.words, self.report_language, self.is_dropped)


def amount_in_words(one: Request) -> str:
    """Return what is asked for: "$105.625 million", "not less than $4 million, and report language"."""
    if one.is_dropped:
        return "no longer asked for"
    floor = "not less than " if one.nature == Nature.NOT_LESS_THAN else ""
    said = [f"{floor}{money.words(one.dollars)}"] if one.dollars is not None else []
    said += [one.words] if one.words else []
    if one.report_language:
        said.append(f"and {LANGUAGE_ONLY}" if said else LANGUAGE_ONLY)
    return ", ".join(said) if said else "nothing yet"
