"""The words of headings in coalition and committee tables: which column holds what, and at which stage."""

from __future__ import annotations

import re

from appropriations.choices import ColumnRole, Stage
from common.money import Unit

YEAR = re.compile(r"\b(?:F\.?Y\.?|fiscal year)\s?['\u2019]?(\d{4}|\d{2})\b|\b(20\d\d|199\d)\b", re.IGNORECASE)
# A change or a share is reckoned here, never imported.
DERIVED = re.compile(
    r"%|percent|\bchange\b|\bdifference\b|\bdiff\b|\bvs\.?\b|\bversus\b|\bgap\b|\btotal\b|\bincrease\b|\bover\b",
    re.IGNORECASE,
)
# P2: what we never ask for has no column to come in by.
NEVER_ASKED = re.compile(
    r"\boffsets?\b|\bpay-?\s?fors?\b|\btransfer(?:red|s)?\s+(?:from|to)\b|\b(?:named\s+)?recipients?\b|\bgrantees?\b"
    r"|\bearmarks?\b|\bcommunity project\b|\bdirected spending\b|\bCPF\b|\bCDS\b",
    re.IGNORECASE,
)
_COMMITTEE = r"(?:full\s+)?(?:committee|cmte|comm\.?|approps|appropriations)"
STAGES: tuple[tuple[re.Pattern[str], Stage], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), stage)
    for pattern, stage in (
        (r"\b(?:to|omb)\s+omb\b|\bomb\b", Stage.TO_OMB),
        (
            r"\bp\.?b\.?r?\b|\bpresident|\bpres\.?\s+budget|\badmin(?:istration)?\b.*\brequest|\bbudget request\b",
            Stage.PRESIDENT,
        ),
        (r"\bsupplemental\b", Stage.SUPPLEMENTAL),
        (r"\brescission|\brescinded\b", Stage.RESCISSION),
        (r"\btransfer|\breprogram", Stage.TRANSFER),
        (r"\bspend(?:ing)? plan\b|\boperating plan\b", Stage.SPEND_PLAN),
        (r"\bnofo\b|\bnofa\b|\bnotice of funding\b", Stage.NOTICE_OF_FUNDING),
        (r"\bobligat", Stage.OBLIGATED),
        (r"\bwithheld\b|\bdefer", Stage.WITHHELD),
        (r"\breleased?\b", Stage.RELEASED),
        (r"\bfull[- ]year (?:cr|continuing)", Stage.FULL_YEAR_CR),
        (r"\bcr\b|\bcontinuing resolution\b", Stage.CR),
        (r"\bchair(?:man)?['\u2019]?s?\b", Stage.CHAIRS_DRAFT),
        (r"\bconference\b|\bjoint\b.*\bstatement\b|\bjes\b", Stage.CONFERENCE),
        (r"\bto\s+congress\b|\bcongress(?:ional)?\s+(?:letter|request)", Stage.TO_CONGRESS),
        (r"\bhouse\s+sub|\bhouse\b.*\bsubcommittee\b", Stage.HOUSE_SUB),
        (r"\bhouse\s+(?:floor|passed)|\bpassed\s+house\b", Stage.HOUSE_FLOOR),
        (rf"\bhouse\s+{_COMMITTEE}|\bhouse\s+(?:reported|mark)|\bhac\b", Stage.HOUSE_COMMITTEE),
        (r"\bsenate\s+sub|\bsenate\b.*\bsubcommittee\b", Stage.SENATE_SUB),
        (r"\bsenate\s+(?:floor|passed)|\bpassed\s+senate\b", Stage.SENATE_FLOOR),
        (rf"\bsenate\s+{_COMMITTEE}|\bsenate\s+(?:reported|mark)|\bsac\b", Stage.SENATE_COMMITTEE),
        (r"\benacted\b|\bfinal\b|\bomnibus\b|\bpublic law\b|\bp\.\s?l\.|\bappropriated\b", Stage.ENACTED),
    )
)
# What could be several stages is read as the likeliest and said to be a guess.
GUESSES: tuple[tuple[re.Pattern[str], Stage, str], ...] = (
    (
        re.compile(r"\bhouse\b", re.IGNORECASE),
        Stage.HOUSE_COMMITTEE,
        "“House” alone is taken for its committee.",
    ),
    (
        re.compile(r"\bsenate\b", re.IGNORECASE),
        Stage.SENATE_COMMITTEE,
        "“Senate” alone is taken for its committee.",
    ),
    (
        re.compile(r"\bATEST\b|\bcoalition\b|\brequest(?:ed)?\b|\bask(?:ed)?\b|\bour\b", re.IGNORECASE),
        Stage.TO_CONGRESS,
        "A request without an addressee is taken for one to Congress.",
    ),
)
# Headings of columns that hold something else than an amount; a heading is the whole text.
ROLES: dict[str, ColumnRole] = {
    **dict.fromkeys(("account", "agency", "office", "bureau", "department"), ColumnRole.ACCOUNT),
    **dict.fromkeys(
        (
            "line",
            "program",
            "program line",
            "program/line",
            "line or slug",
            "item",
            "initiative",
            "activity",
            "name",
        ),
        ColumnRole.LINE,
    ),
    **dict.fromkeys(("fiscal year", "year", "fy"), ColumnRole.YEAR),
    "stage": ColumnRole.STAGE,
    **dict.fromkeys(("cell", "figure", "amount"), ColumnRole.CELL),
    "nature": ColumnRole.NATURE,
    **dict.fromkeys(("part of", "parent"), ColumnRole.PARENT),
    **dict.fromkeys(("document", "source"), ColumnRole.DOCUMENT),
    **dict.fromkeys(("page", "page or section", "section"), ColumnRole.PAGE),
    **dict.fromkeys(("link", "url"), ColumnRole.URL),
    **dict.fromkeys(("as of", "as-of"), ColumnRole.AS_OF),
    **dict.fromkeys(("source kind", "who says so", "kind of source"), ColumnRole.SOURCE_KIND),
    "note": ColumnRole.NOTE,
    "key": ColumnRole.KEY,
}
UNITS: tuple[tuple[re.Pattern[str], Unit], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), unit)
    for pattern, unit in (
        (
            r"\bin (?:\$\s?|dollars,? )?millions\b|\$\s?(?:in )?millions\b|\(\$?\s?m(?:illions)?\)|\$000,000",
            Unit.MILLIONS,
        ),
        (
            r"\bin (?:\$\s?|dollars,? )?thousands\b|\$\s?(?:in )?thousands\b|\(\$?\s?thousands\)|\$000\b|\bin 000s\b",
            Unit.THOUSANDS,
        ),
        (r"\bin (?:\$\s?|dollars,? )?billions\b", Unit.BILLIONS),
        (r"\bin (?:whole )?dollars\b|\((?:whole )?dollars\)", Unit.DOLLARS),
    )
)
# A sum of lines is reckoned here, so its row is left out unless someone says otherwise.
SUM_ROW = re.compile(r"^(?:sub-?|grand )?totals?\b|\btotal$", re.IGNORECASE)
