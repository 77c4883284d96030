"""What one action says: a pure reading of its text, helped by its code where the words are no help.

Codes are reused and exist only for two of the source systems, so the words decide; docs/stages.md lists
each form of words with its reason. legislation/stages.py says where the happenings leave a bill.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, Protocol

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


class Happening(NamedTuple):
    """One reading of one action; `amended`: with changes; `in_lieu`: because another bill took its place."""

    kind: Kind
    on: dt.date
    chamber: Chamber | None = None
    step: Step | None = None
    committees: tuple[str, ...] = ()
    amended: bool = False
    in_lieu: bool = False


_OF_ONE = FORMS[len(EN_BLOC) :]
_NUMBER = re.compile(r"\d+")
_WITH_CHANGES = re.compile(
    r"(?<!without )(?:with|and) (?:an? |the |\w+ )?(?:amend|amended)|, as amended|with amendment"
)
_IN_LIEU = re.compile(r"in lieu|companion|similar|identical|see (?:also )?[hs]\. ?")
_IN_SENATE = re.compile(r"\b(?:in|by) (?:the )?senate\b|senate legislative calendar", re.IGNORECASE)
_CHAMBER_OF_SYSTEM = {"0": Chamber.SENATE, "1": Chamber.HOUSE, "2": Chamber.HOUSE}


def happening_of(action: ActionFacts) -> Happening | None:
    """Read one action; None where it moves neither stage nor step (remarks, extensions, star prints).

    The first form of legislation/clerks_words.py that fits decides; docs/stages.md gives the reasons.
    """
    read = _read(_NUMBER.sub("0", action.text))
    if read is None:
        return None
    form = read.form
    return Happening(
        form.kind,
        action.date,
        form.chamber or (Chamber.SENATE if read.in_senate else _chamber_of(action)),
        form.step,
        tuple(action.committees),
        read.amended,
        read.in_lieu,
    )


class _Reading(NamedTuple):
    form: Form
    amended: bool
    in_lieu: bool
    in_senate: bool


# The clerks say most things in the same words each time, but for the numbers: no form asks which they are.
@lru_cache(maxsize=16_384)
def _read(text: str) -> _Reading | None:
    """Return the first form that fits, whether with changes, whether in lieu, and whether the words name the Senate."""
    labeled = " ".join(text.split()).casefold()
    words = LABEL.sub("", labeled)
    of_many = _first(EN_BLOC, labeled)
    form = of_many or _first(_OF_ONE, words)
    if form is None:
        return None
    amended = of_many is None and bool(_WITH_CHANGES.search(words))
    return _Reading(form, amended, bool(_IN_LIEU.search(words)), bool(_IN_SENATE.search(text)))


def _first(forms: Iterable[Form], words: str) -> Form | None:
    return next((form for form in forms if form.words.search(words)), None)


def _chamber_of(action: ActionFacts) -> Chamber | None:
    """Tell the acting chamber, where the words do not, from the committee, the source system or the code."""
    for code in action.committees:
        if code[:1] in ("h", "s"):
            return Chamber.HOUSE if code.startswith("h") else Chamber.SENATE
    if action.source_code in _CHAMBER_OF_SYSTEM:
        return _CHAMBER_OF_SYSTEM[action.source_code]
    return Chamber.HOUSE if action.code.startswith("H") else None
