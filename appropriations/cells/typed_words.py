"""The spellings of cells in tables of coalitions and committees, as patterns."""

from __future__ import annotations

import re

from appropriations.choices import CellKind, Nature
from common.money import Unit

_END = r"\s*[.:;,]?\s*$"
# A kind word alone, or with words of its own after a colon: "not found: the text was not at hand".
_WITH_WORDS = r"(?:\s*[:;,]\s*(.+)|\s*\.?)$"

FOOTNOTES = re.compile(r"\s*(?:\[\w{1,2}\]|[*†‡§]+|[\u00b9\u00b2\u00b3\u2070-\u2079]+)")
FORCED_WORDS = re.compile(r"^words:\s*(.+)$", re.IGNORECASE)
FORMULA_ERROR = re.compile(r"^#(?:REF!|N/A|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|SPILL!)", re.IGNORECASE)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
DATE_OF_A_SPREADSHEET = re.compile(
    rf"^(?:\d{{4}}-\d\d?-\d\d?(?:[ T][\d:.]+)?|\d\d?/\d\d?/\d{{2,4}}|\d\d?[- ]{_MONTH}|{_MONTH}[- ]\d\d)$",
    re.IGNORECASE,
)
PLAIN_KINDS: tuple[tuple[re.Pattern[str], CellKind], ...] = tuple(
    (re.compile(rf"^(?:{spellings}){_WITH_WORDS}", re.IGNORECASE), kind)
    for spellings, kind in (
        (r"t\.?b\.?[da]|to be (?:determined|decided|announced)", CellKind.TBD),
        (r"not specified|unspecified", CellKind.NOT_SPECIFIED),
        (r"n\s?/\s?a|n\.a|na|not applicable", CellKind.NOT_APPLICABLE),
        (r"not found|not available", CellKind.NOT_FOUND),
    )
)
# "FY24 level", "full-year CR at the FY 2024 rate", "same as FY23 enacted". A year alone says too little.
_YEAR = r"(?:F\.?Y\.?\s?['\u2019]?|fiscal year\s)(?P<year>\d{4}|\d\d)"
_LEAD = r"(?:(?:full[- ]year )?(?:CR|continuing resolution)\b[,:]?\s?)?"
_RATE_WORDS = r"(?:(?:enacted|CR)\s)?(?:rates?|levels?|enacted)"
RATE = re.compile(
    rf"^{_LEAD}(?:at|level with|same as|equal to|flat(?: at| with)?)?\s?(?:the\s)?"
    rf"{_YEAR}\s{_RATE_WORDS}{_END}",
    re.IGNORECASE,
)

_UNITS = r"k|thousands?|m|mm|mn|mil\.?|millions?|b|bn|billions?|dollars"
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d*)?|\.\d+)"
_MONEY = rf"(?:US)?\s?\$?\s?(?P<digits>{_DIGITS})(?:\s?(?P<unit>{_UNITS})(?!\w))?"
NUMBER = re.compile(_MONEY, re.IGNORECASE)
RANGE_END = re.compile(
    rf"\s?(?:-|\N{{EN DASH}}|\N{{EM DASH}}|to\b|(?P<both>and\b))\s?{_MONEY}", re.IGNORECASE
)
BETWEEN = re.compile(r"(?:between|from)\s", re.IGNORECASE)
ABOUT = re.compile(r"(?:about|approximately|approx\.?|around|roughly|circa|ca\.|[~≈])\s?", re.IGNORECASE)
NATURES: tuple[tuple[re.Pattern[str], Nature], ...] = (
    (re.compile(r"(?:not? less than|at least)\s", re.IGNORECASE), Nature.NOT_LESS_THAN),
    (re.compile(r"(?:up to|not? more than|at most)\s", re.IGNORECASE), Nature.UP_TO),
)
# "-5", "($5.0 million)"; not a line of dashes before words.
NEGATIVE = re.compile(
    rf"^(?:US)?\s?(?:(?P<bracket>\()|\$?\s?[-\N{{EN DASH}}\N{{MINUS SIGN}}])\s?\$?\s?"
    rf"(?P<digits>{_DIGITS})(?:\s?(?P<unit>{_UNITS})(?!\w))?\s?(?(bracket)\))",
    re.IGNORECASE,
)
# What may follow an amount without changing it. "$8.8 above PBR" and "12 + 3 rapid response" are no amount that stands
# for itself, and stay words.
AFTER_A_NUMBER = re.compile(
    r"\s*(?:$|(?:&|\+|and\b|plus\b|[;,])\s*(?P<words>(?=.*[a-z])(?![\s$\d.]).+)$|\((?P<aside>[^()]*[a-z][^()]*)\)$|(?=for\s)(?P<purpose>.+)$)",
    re.IGNORECASE,
)
UNIT_WORDS: dict[str, Unit] = {
    **dict.fromkeys(("k", "thousand", "thousands"), Unit.THOUSANDS),
    **dict.fromkeys(("m", "mm", "mn", "mil", "million", "millions"), Unit.MILLIONS),
    **dict.fromkeys(("b", "bn", "billion", "billions"), Unit.BILLIONS),
    "dollars": Unit.DOLLARS,
}
