"""What one action says: a pure reading of its text, helped by its code where the words are no help.

Codes are reused and exist only for two of the source systems, so the words decide; docs/stages.md lists
each form of words with its reason. legislation/stages.py says where the happenings leave a bill.
"""

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from legislation.choices import Chamber, Step
from legislation.clerks_words import EN_BLOC, FORMS, LABEL, Form, Kind


class ActionFacts(Protocol):
    """What the rules need of an action; records of sources and rows of the database both have it."""

    @property
    def date(self) -> dt.date: ...
    @property
    def text(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def source_code(self) -> str: ...
    @property
    def committees(self) -> "tuple[str, ...] | list[str]": ...


@dataclass(frozen=True)
class PlainAction:
    """An action reduced to what the rules need."""

    date: dt.date
    text: str
    code: str = ""
    source_code: str = ""
    committees: tuple[str, ...] = ()


@dataclass(frozen=True)
class Happening:
    """One reading of one action; `amended`: with changes; `in_lieu`: because another bill took its place."""

    kind: Kind
    on: dt.date
    chamber: Chamber | None = None
    step: Step | None = None
    committees: tuple[str, ...] = ()
    amended: bool = False
    in_lieu: bool = False


_OF_ONE = FORMS[len(EN_BLOC) :]
_SPACE = re.compile(r"\s+")
_WITH_CHANGES = re.compile(
    r"(?<!without )(?:with|and) (?:an? |the |\w+ )?(?:amend|amended)|, as amended|with amendment"
)
_IN_LIEU = re.compile(r"in lieu|companion|similar|identical|see (?:also )?[hs]\. ?")
_CHAMBER_OF_SYSTEM = {"0": Chamber.SENATE, "1": Chamber.HOUSE, "2": Chamber.HOUSE}


def happening_of(action: ActionFacts) -> Happening | None:
    """Read one action; None where it moves neither stage nor step (remarks, extensions, star prints).

    The first form of legislation/clerks_words.py that fits decides; docs/stages.md gives the reasons.
    """
    found = _read(action.text)
    if found is None:
        return None
    form, amended, in_lieu = found
    return Happening(
        kind=form.kind,
        on=action.date,
        chamber=form.chamber or _chamber_of(action),
        step=form.step,
        committees=tuple(action.committees),
        amended=amended,
        in_lieu=in_lieu,
    )


# The clerks say most things in the same words each time.
@lru_cache(maxsize=16_384)
def _read(text: str) -> tuple[Form, bool, bool] | None:
    """Return the first form that fits, whether with changes, and whether in lieu."""
    labeled = _SPACE.sub(" ", text).strip().casefold()
    words = LABEL.sub("", labeled)
    of_many = next((form for form in EN_BLOC if form.words.search(labeled)), None)
    form = of_many or next((form for form in _OF_ONE if form.words.search(words)), None)
    if form is None:
        return None
    return form, of_many is None and bool(_WITH_CHANGES.search(words)), bool(_IN_LIEU.search(words))


def _chamber_of(action: ActionFacts) -> Chamber | None:
    """Tell the acting chamber from the words, the committee, the source system or the code, in this order."""
    if re.search(r"\b(?:in|by) (?:the )?senate\b|senate legislative calendar", action.text, re.IGNORECASE):
        return Chamber.SENATE
    for code in action.committees:
        if code[:1] in ("h", "s"):
            return Chamber.HOUSE if code.startswith("h") else Chamber.SENATE
    if action.source_code in _CHAMBER_OF_SYSTEM:
        return _CHAMBER_OF_SYSTEM[action.source_code]
    return Chamber.HOUSE if action.code.startswith("H") else None
