"""Names, contact details and a person's own words in free text (P4): asked about before they are saved.

A find is a question, never a verdict. We write of groups, never of a survivor. Read are e-mail addresses, telephone
numbers, street addresses, numbers given to one person, names, and stories told in the first person. What policy
writing capitalizes (bills, committees, programs, places) and people who hold public office and are called so (Sen.,
Rep., Secretary) pass. A name written without capitals is not seen.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from common.known_capitals import KNOWN, OFFICES, PLACE_OPENERS, PLAIN, SURELY_KNOWN
from common.states import STATES


class Personal(StrEnum):
    """What a phrase looks like, in the words a warning uses."""

    EMAIL = "an email address"
    PHONE = "a telephone number"
    ADDRESS = "a street address"
    NUMBER = "a number given to one person"
    NAME = "the name of a person"
    STORY = "the words of a person"


@dataclass(frozen=True)
class Find:
    """One phrase that looks personal: what it looks like and where it stands."""

    kind: Personal
    phrase: str
    start: int
    end: int


_Span = tuple[Personal, int, int]
_CURLY = "\u2019"
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][\w'-]*[a-zß-öø-ÿ]"
_STREET = r"(?:street|st|avenue|ave|road|rd|boulevard|blvd|lane|ln|drive|dr|court|ct|terrace|highway|hwy|parkway|pkwy)"
_SOMEONE = (
    r"(?:girl|boy|woman|man|survivor|victim|child|teen|teenager|worker|client|person|mother|father|student)"
)
_QUOTED = '[“"]([^”"]{0,600})[”"]'
# Toll-free numbers belong to hotlines and offices, never to a person.
_TOLL_FREE = r"8(?:00|33|44|55|66|77|88)"
_PATTERNS = (
    (Personal.EMAIL, r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    (
        Personal.PHONE,
        rf"(?<![\w-])(?:\+?1[\s.-]?)?(?!\(?{_TOLL_FREE})(?:\(\d{{3}}\)\s?|\d{{3}}[\s.-])\d{{3}}[\s.-]\d{{4}}(?!\d)",
    ),
    (Personal.PHONE, r"(?<!\w)\+(?!1\b)\d{1,3}[\s.-]?(?:\(?\d{1,4}\)?[\s.-]?){2,5}\d{2,4}(?!\d)"),
    (
        Personal.ADDRESS,
        rf"\b\d{{1,5}}\s+(?:[NSEW]\.?\s+)?(?:\w[\w'.]*\s+){{1,3}}?(?i:{_STREET})\b\.?(?!\s+(?i:order|case))",
    ),
    (Personal.ADDRESS, r"\b(?i:p\.?\s?o\.?\s+box)\s+\d+|\b(?i:apt|apartment)\.?\s+#?\d\w*"),
    (Personal.NUMBER, r"(?<![\d-])\d{3}-\d{2}-\d{4}(?![\d-])"),
    (
        Personal.NUMBER,
        r"\bA[\s-]?\d{2,3}[\s-]?\d{3}[\s-]?\d{3}\b|\b(?:EAC|WAC|LIN|SRC|MSC|IOE|NBC|YSC)\d{10}\b",
    ),
    (Personal.NUMBER, r"\b(?i:date of birth|DOB|born on)\b:?\s*[\w/,. -]{4,20}"),
    (Personal.NAME, rf"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Señora?|Sra?)\b\.?\s+{_CAPITAL}(?:\s+{_CAPITAL})?"),
    (Personal.NAME, rf"\b(?i:her|his|their|whose|survivor's|victim's) name (?:is|was)\s+{_CAPITAL}"),
    (Personal.NAME, rf"\b(?i:{_SOMEONE}),? (?:named|called|whose name is)\s+{_CAPITAL}"),
    (Personal.STORY, rf"\b(?i:my name is)(?:\s+{_CAPITAL})?|\b(?i:my trafficker|my pimp|my abuser)\b"),
    (
        Personal.STORY,
        r"\bI was (?:\w+ )?(?:trafficked|sold|raped|forced|beaten|abused|held|recruited|lured|\d{1,2}\b)",
    ),
    (Personal.STORY, rf"\b\d{{1,2}}-year-old {_SOMEONE}\b(?!s)"),
)
_RULES = tuple((kind, re.compile(pattern)) for kind, pattern in _PATTERNS)
_FIRST_PERSON = re.compile(r"\b(?:I|I'(?:m|ve|d|ll)|my|My|me|myself)\b")
_FEW_WORDS = 3

_WORD = re.compile(r"[^\W_]+(?:[.'-][^\W_]+)*")
_SAYS = re.compile(
    r"\s+(?:said|says|told|testified|described|recalled|explained|was trafficked|was forced|escaped|ran away)\b"
)
_PARTY = re.compile(r"\s*\([RDI]-[A-Z]{2}")
_BETWEEN_NAMES = re.compile(r" +| ?\. ")
_LONGEST_NAME = 4
# Of one word (Virginia, Georgia) they are people's names too.
_STATES = [name for name in STATES.values() if " " in name]


def find(text: str, *, known: Iterable[str] = ()) -> tuple[Find, ...]:
    """Return what looks personal in `text`, in the order it stands; the longest where phrases overlap.

    `known` are names that may be said: member organizations, or whatever else the caller knows to be no person.
    """
    # One apostrophe for two, at the same length; what is found is quoted as it was written.
    read = text.replace(_CURLY, "'")
    found = [(kind, *match.span()) for kind, pattern in _RULES for match in pattern.finditer(read)]
    found += _stories(read)
    found += _names(_without(read, [*(one.replace(_CURLY, "'") for one in known), *_STATES]))
    kept: list[Find] = []
    for kind, start, end in sorted(found, key=lambda one: (one[1], -one[2])):
        if not kept or start >= kept[-1].end:
            kept.append(Find(kind, text[start:end].strip(), start, end))
    return tuple(kept)


def _without(text: str, known: Iterable[str]) -> str:
    """Return the text with known names struck out, at the same length."""
    for name in sorted({one for one in known if one.strip()}, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", lambda match: "_" * len(match[0]), text)
    return text


def _stories(text: str) -> Iterator[_Span]:
    """A quotation in the first person singular; "we" is a group's word."""
    for match in re.finditer(_QUOTED, text):
        if _FIRST_PERSON.search(match[1]) and len(match[1].split()) > _FEW_WORDS:
            yield Personal.STORY, *match.span()


def _names(text: str) -> Iterator[_Span]:
    """Runs of two to four capitalized words none of which is known, and single ones that speak or suffer."""
    official = False
    for run, before in _runs(text):
        start, end = run[0].start(), run[-1].end()
        words = [_bare(one[0]) for one in run]
        official = _holds_office(words, before, official=official) or bool(_PARTY.match(text, end))
        if official or _is_known(words):
            continue
        if 1 < len(run) <= _LONGEST_NAME or (len(run) == 1 and _speaks(text, run[0])):
            yield Personal.NAME, start, end


def _is_known(words: list[str]) -> bool:
    return bool(SURELY_KNOWN & set(words)) or KNOWN.issuperset(words) or words[0] in PLACE_OPENERS


def _holds_office(words: list[str], before: str, *, official: bool) -> bool:
    """Whether a run is introduced by a title of public office, or continues a list of such people."""
    last = next(reversed(before.split()), "").strip(".,").lower()
    return last in OFFICES or words[0] in OFFICES or (official and before.strip(" ,") in {"", "and"})


def _speaks(text: str, word: re.Match[str]) -> bool:
    opens = not text[: word.start()].strip() or text[: word.start()].rstrip()[-1] in ".!?:;\n"
    # "Shelters said" opens a sentence with a group.
    group = opens and word[0].endswith("s")
    return not group and bool(_SAYS.match(text, word.end()))


def _runs(text: str) -> Iterator[tuple[list[re.Match[str]], str]]:
    """Yield runs of capitalized words with the text between each and the run before it."""
    run: list[re.Match[str]] = []
    ended = 0
    for word in _WORD.finditer(text):
        if run and not (_is_capital(word[0]) and _BETWEEN_NAMES.fullmatch(_gap(text, run[-1], word))):
            yield run, text[ended : run[0].start()]
            ended, run = run[-1].end(), []
        if _is_capital(word[0]):
            run.append(word)
    if run:
        yield run, text[ended : run[0].start()]


def _gap(text: str, one: re.Match[str], other: re.Match[str]) -> str:
    between = text[one.end() : other.start()]
    # A full stop joins only what it abbreviates: an initial or a title.
    abbreviates = len(one[0]) == 1 or one[0].lower() in OFFICES
    return between if abbreviates or "." not in between else "\n"


def _is_capital(word: str) -> bool:
    """Whether a word is written as a name is: a capital first, small letters after it, or a single initial."""
    if _bare(word) in PLAIN:
        return False
    return word[0].isupper() and (len(word) == 1 or any(char.islower() for char in word))


def _bare(word: str) -> str:
    return re.sub(r"'s$", "", word).lower()
