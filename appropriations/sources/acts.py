"""Enrolled Acts in the older bill XML (bill.dtd) of govinfo, to passages with their places.

Files come from outside: no entities, no external files, no network, and a limit of size.
"""

from __future__ import annotations

import re
from dataclasses import replace

from lxml import etree

from appropriations.enrolled.shape import Act, Passage, Place, heading_case
from common.outside_xml import UnsafeXml, root_of
from legislation.choices import BillId, UnknownBillId

# The largest Act known (the 5,593 pages of 116 H.R. 133) is below 12 MB.
MAX_BYTES = 32 * 1024 * 1024
_ENROLLED = "enrolled-bill"
_ACCOUNTS = ("appropriations-major", "appropriations-intermediate", "appropriations-small")
_PARTS = frozenset(
    {"subsection", "paragraph", "subparagraph", "clause", "subclause", "item", "subitem", "subsubitem"}
)
_CONTAINERS = frozenset({"subtitle", "part", "subpart", "chapter", "subchapter"})
_TEXTS = frozenset({"text", "continuation-text", "quoted-block-continuation-text"})
_UNREAD = frozenset({"toc", "after-quoted-block", "enum", "header", "pagebreak", "attestation"})
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
_ONES = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
)  # fmt: skip
_FISCAL_YEAR = re.compile(r"fiscal year ending September 30, (\d{4})")
_ACT_OF_YEAR = re.compile(r"\bact, (\d{4})\b", re.IGNORECASE)
_DC_TITLE = re.compile(r"^\s*[A-Z.]+ *\d+ ENR: *", re.IGNORECASE)


class UnreadableAct(Exception):  # noqa: N818 - named for what is wrong
    """A file that is no enrolled Act or cannot be read; the message names the file and the reason."""

    def __init__(self, name: str, reason: str) -> None:
        self.name, self.reason = name, reason
        super().__init__(f"{name}: {reason}")


def read(data: bytes, name: str) -> Act:
    """Read one Act. `name` is its file name, for messages.

    Raises UnreadableAct for what is not well-formed, defines entities, is too large, or is no enrolled Act.
    """
    root = _root(data, name)
    body = root.find("legis-body")
    if body is None:
        raise UnreadableAct(name, "holds no body of an Act (no <legis-body>)")
    form = root.find("form")
    official = _words(form.find("official-title")) if form is not None else ""
    title = _short_title(root, body) or official
    if not title:
        raise UnreadableAct(name, "does not say its title")
    reader = _Reader()
    reader.inside(body, None)
    return Act(_bill(form, name), title, _year_of(official, title), tuple(reader.passages))


def _root(data: bytes, name: str) -> etree._Element:
    if len(data) > MAX_BYTES:
        raise UnreadableAct(name, f"is larger than {MAX_BYTES // (1024 * 1024)} MB")
    if not data.strip():
        raise UnreadableAct(name, "is empty")
    try:
        root = root_of(data)
    except UnsafeXml as error:
        raise UnreadableAct(name, str(error)) from error
    if root.tag != "bill":
        raise UnreadableAct(name, f"is no bill in govinfo's bill XML (its root is <{root.tag}>)")
    stage = root.get("bill-stage", "")
    if stage.lower() != _ENROLLED:
        raise UnreadableAct(name, f"is no enrolled Act (its stage is “{stage or 'not said'}”)")
    return root


def _words(element: etree._Element | None) -> str:
    """All words in an element in reading order, spaces made single; quotations keep their marks."""
    return "" if element is None else " ".join("".join(_pieces(element)).split())


def _pieces(element: etree._Element) -> list[str]:
    if not len(element):
        return [element.text or ""]
    said = [element.text or ""]
    for child in element:
        if child.tag == "quote":
            said += ["“", *_pieces(child), "”"]
        elif child.tag == "enum":
            said += [*_pieces(child), " "]
        elif child.tag != "quoted-block":
            said += _pieces(child)
        said.append(child.tail or "")
    return said


def _short_title(root: etree._Element, body: etree._Element) -> str:
    named = next((_words(each) for each in root.iter("{*}title") if each.tag != "title"), "")
    if named:
        return _DC_TITLE.sub("", named)
    first = body.find("section")
    return _words(next(first.iter("short-title"), None)) if first is not None else ""


def _year_of(*titles: str) -> int | None:
    found = [rule.search(title) for title in titles for rule in (_FISCAL_YEAR, _ACT_OF_YEAR)]
    return next((int(each[1]) for each in found if each), None)


def _bill(form: etree._Element | None, name: str) -> BillId:
    congress = _words(form.find("congress")) if form is not None else ""
    number = _words(form.find("legis-num")) if form is not None else ""
    found = re.search(r"\d+", congress)
    try:
        return BillId.parse(number, int(found[0]) if found else _spelled(congress))
    except UnknownBillId as error:
        raise UnreadableAct(name, f"does not say which bill of which Congress it is ({error})") from error


def _spelled(words: str) -> int | None:
    """Return 118 for "One Hundred Eighteenth Congress"; None where that is not how it begins."""
    found = re.match(r"one hundred(?: and)? (\w+)(?:[- ](\w+))?", words.lower())
    if not found:
        return None
    value = 100
    for word in found.groups():
        value += _TENS.get(word or "", 0) + (_ONES.index(word) + 1 if word in _ONES else 0)
    return value if value > 100 else None  # noqa: PLR2004 - one hundred alone was not all that is said


class _Reader:
    """Walks the body once, keeping where it is."""

    def __init__(self) -> None:
        self.passages: list[Passage] = []
        self.place = Place()
        self.levels = ["", "", ""]
        self.account = 0
        self.amends_law = False

    def inside(self, element: etree._Element, lead: int | None, enums: tuple[str, ...] = ()) -> None:
        """Read what stands directly in an element; its own text leads in to the parts listed below it."""
        for child in element:
            tag = child.tag
            if not isinstance(tag, str) or tag in _UNREAD:
                continue
            if tag in _TEXTS:
                self.say(_words(child), lead, enums)
                lead = self.led(lead, enums)
                self.quoted_in(child, lead, enums)
            else:
                self.block(child, tag, lead, enums)

    def block(self, element: etree._Element, tag: str, lead: int | None, enums: tuple[str, ...]) -> None:
        """Read one element that has a place or a number of its own."""
        if tag in {"division", "title"} or tag in _CONTAINERS:
            self.container(element, tag)
        elif tag in _ACCOUNTS:
            self.in_account(element, _ACCOUNTS.index(tag))
        elif tag == "section":
            self.section(element)
        elif tag in _PARTS:
            self.part(element, lead, enums)
        elif tag == "quoted-block":
            self.quoted(element, lead, enums)
        else:
            self.inside(element, lead, enums)

    def say(self, text: str, lead: int | None, enums: tuple[str, ...]) -> None:
        """Keep one passage."""
        if text:
            self.passages.append(Passage(self.place, enums, text, lead, self.account, self.amends_law))

    def led(self, lead: int | None, enums: tuple[str, ...]) -> int | None:
        """Return the passage just read, if it is one of this very element: it leads in to what follows."""
        last = len(self.passages) - 1
        is_here = last >= 0 and self.passages[last].enums == enums and self.passages[last].lead == lead
        return last if is_here else lead

    def container(self, element: etree._Element, tag: str) -> None:
        """A division, title or less: below it no account of before goes on."""
        before = self.place
        number, name = _number(element), heading_case(_words(element.find("header")))
        if tag == "division":
            self.place = Place(division=number, division_name=name)
        elif tag == "title":
            self.place = replace(
                before, title=number, title_name=name, headings=(), section="", section_names=()
            )
        self.new_account(0, name if tag == "title" else "")
        self.inside(element, None)
        self.place = before if tag != "division" else Place()
        self.new_account(0, "")

    def in_account(self, element: etree._Element, level: int) -> None:
        """An account's heading, its text, or both; a heading in parentheses is a note on the one before."""
        heading = _words(element.find("header"))
        if heading and not heading.startswith("("):
            self.new_account(level, heading_case(heading))
        self.place = replace(
            self.place, headings=tuple(each for each in self.levels if each), section="", section_names=()
        )
        self.inside(element, None)

    def new_account(self, level: int, heading: str) -> None:
        """Begin another account: its heading ends those of its own level and below."""
        self.levels[level:] = [heading, *[""] * (2 - level)]
        self.account += 1

    def section(self, element: etree._Element) -> None:
        """A section; each is an account of its own, as "under this heading" never reaches beyond it."""
        before = self.place
        name = heading_case(_words(element.find("header")))
        self.place = replace(before, section=_number(element), section_names=(name,) if name else ())
        self.account += 1
        self.inside(element, None)
        self.place = before

    def part(self, element: etree._Element, lead: int | None, enums: tuple[str, ...]) -> None:
        """A subsection, paragraph or less, with what it says of itself in its heading."""
        before = self.place
        name = heading_case(_words(element.find("header")))
        if name:
            self.place = replace(before, section_names=(*before.section_names, name))
        # What is put into another law has that law's numbers.
        own = () if self.amends_law else (_words(element.find("enum")),)
        self.inside(element, lead, (*enums, *own))
        self.place = before

    def quoted_in(self, text: etree._Element, lead: int | None, enums: tuple[str, ...]) -> None:
        """What another law shall say stands in a block inside the text."""
        for block in text.iter("quoted-block"):
            self.quoted(block, lead, enums)

    def quoted(self, block: etree._Element, lead: int | None, enums: tuple[str, ...]) -> None:
        """Words put into another law keep the place of the section that puts them there."""
        place, levels, account, before = self.place, [*self.levels], self.account, self.amends_law
        self.amends_law = True
        if block.find("section") is not None or any(block.find(tag) is not None for tag in _ACCOUNTS):
            for text in block.iter(*_TEXTS):
                self.say(_words(text), lead, enums)
        else:
            self.inside(block, lead, enums)
        self.place, self.levels, self.account, self.amends_law = place, levels, account, before


def _number(element: etree._Element) -> str:
    """The number alone: F of "F", VII of "VII", 7061 of "7061."."""
    return _words(element.find("enum")).strip(" .—-")
