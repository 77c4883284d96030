"""Bill texts in plain words: as Congress.gov and govinfo print them, or with headings marked by #."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from legislation.choices import BillId, UnknownBillId
from legislation.sources.bill_text_shape import (
    ReadText,
    UnreadableBillText,
    heading,
    newest_day_in,
    run_in,
    tidy,
)
from legislation.text_parts import LONG_TITLE, PREAMBLE, SECTION, TextPart
from legislation.version_codes import VERSIONS

_MARKED = re.compile(r"^####\s+(?:(\S+?)\.\s+)?(.*)$", re.MULTILINE)
_SUBHEAD = re.compile(r"^(?:#{5,6}\s+|\*\*)(\(\w{1,6}\))\s*(.*?)(?:\*\*)?$")
_KIND = re.compile(r"^\s*(?:A BILL|AN ACT|(?:JOINT |CONCURRENT )?RESOLUTION|AMENDMENT)\s*$", re.MULTILINE)
_PRINTED_SECTION = re.compile(r"^\s{0,12}(?:SECTION|SEC\.)\s+(\w+(?:-\w+)?)\.\s*(.*)$")
_PRINTED_CONTAINER = re.compile(
    r"^\s*(DIVISION|TITLE|SUBTITLE|CHAPTER|PART|Division|Title|Subtitle|Chapter|Part)\s+([A-Z0-9]{1,6})(?:--|—)(.*)$"
)
_ORDER = ("division", "title", "subtitle", "chapter", "part")
_STAGE = re.compile(r"^\[([A-Z][A-Za-z. ]*?)\s*(\d+)\s+[^\]]*\(([A-Z]{2,4})\)\]\s*$", re.MULTILINE)
_CONGRESS = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th|d) C(?:ongress|ONGRESS)")
_FORMULA = re.compile(
    r"^\s*(?:Be it enacted by|Resolved by the Senate and House)[^,]*?(?:Congress\s+assembled|assembled),\s*",
    re.DOTALL,
)
_TAG = re.compile(r"<[^>\n]{1,200}>")


@dataclass
class _Open:
    """A part that is being read."""

    level: str
    enum: str
    head: str
    lines: list[str] = field(default_factory=list)
    parts: list[TextPart] = field(default_factory=list)

    def done(self) -> TextPart:
        return TextPart(self.level, self.enum, heading(self.head), "\n".join(self.lines), tuple(self.parts))


def read(data: bytes, name: str) -> ReadText:
    """Read a bill's plain text, or the page of one <pre> it comes in. Raises UnreadableBillText when it is no bill."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise UnreadableBillText(name, "is no text")
    if re.match(r"\s*<(?:html|!doctype html)", text, re.IGNORECASE):
        text = html.unescape(_TAG.sub("", text))
    text = text.replace("\r\n", "\n")
    kind = _KIND.search(text)
    if kind is None and not _CONGRESS.search(text):
        raise UnreadableBillText(
            name, "is no bill text (it names no Congress and says neither A BILL nor RESOLUTION)"
        )
    front, rest = (text[: kind.start()], text[kind.end() :]) if kind else ("", text)
    is_marked = bool(_MARKED.search(rest) or re.search(r"^\*\*\(", rest, re.MULTILINE))
    title, body = (_marked if is_marked else _printed)(rest)
    parts = [TextPart(LONG_TITLE, text=title)] if title else []
    return ReadText(title, newest_day_in(front), (*parts, *body), _said(text))


def _said(text: str) -> tuple[BillId, str] | None:
    """Bill and version from the line "[H.R. 1144 Introduced in House (IH)]" at the top of govinfo's text."""
    stage, congress = _STAGE.search(text[:2000]), _CONGRESS.search(text[:3000])
    if not stage or not congress or stage[3].lower() not in VERSIONS:
        return None
    try:
        return BillId.of(congress[1], stage[1], stage[2]), stage[3].lower()
    except UnknownBillId:
        return None


# --- headings marked by # --------------------------------------------------------------------------------------


def _marked(text: str) -> tuple[str, list[TextPart]]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    title = tidy(lines[0]) if lines and not lines[0].startswith(("#", "**")) else ""
    parts: list[TextPart] = []
    current = _Open(PREAMBLE, "", "")
    for line in lines[1 if title else 0 :]:
        if found := _MARKED.fullmatch(line):
            parts += _closed(current)
            current = _Open(SECTION, found[1] or "", found[2])
        else:
            current.lines.append(line)
    parts += _closed(current)
    return title, parts


def _closed(current: _Open) -> list[TextPart]:
    current.lines = _run_together(current.lines)
    if current.level == PREAMBLE and current.lines and not current.lines[0].startswith("Whereas"):
        current.level = "text"
    return [current.done()] if current.lines or current.head else []


def _run_together(lines: Iterable[str]) -> list[str]:
    """Put an enumerator and its heading, which stand on a line of their own, in front of their words."""
    out: list[str] = []
    waiting: tuple[str, str] | None = None
    for line in lines:
        found = _SUBHEAD.match(line)
        if waiting and not found:
            out.append(run_in(*waiting, tidy(line)))
            waiting = None
            continue
        if waiting:
            out.append(run_in(*waiting, ""))
        waiting = (found[1], found[2]) if found else None
        if not found:
            out.append(tidy(line))
    return [*out, run_in(*waiting, "")] if waiting else out


# --- as printed --------------------------------------------------------------------------------------------------


def _printed(text: str) -> tuple[str, list[TextPart]]:
    paragraphs = _paragraphs(_FORMULA.sub("\n\n", text.partition("<all>")[0]))
    title = tidy(paragraphs.pop(0)) if paragraphs and not _is_head(paragraphs[0]) else ""
    top = _Open("", "", "")
    stack = [top]
    for paragraph in paragraphs:
        words = _FORMULA.sub("", paragraph).strip()
        container, section = _PRINTED_CONTAINER.match(words), _PRINTED_SECTION.match(words)
        if container:
            level = container[1].lower()
            _close_until(stack, level)
            stack.append(_Open(level, container[2], tidy(container[3])))
        elif section:
            _close_until(stack, SECTION)
            stack.append(_Open(SECTION, section[1], tidy(section[2])))
        elif words:
            _holder(stack).lines.append(tidy(_typed(words)))
    _close_until(stack, "")
    return title, top.parts


def _typed(words: str) -> str:
    """Return words with the marks that govinfo's text can only spell: two hyphens, two accents, two apostrophes."""
    return words.replace("--", "—").replace("``", "“").replace("''", "”")


def _holder(stack: list[_Open]) -> _Open:
    if len(stack) == 1:
        stack.append(_Open("text", "", ""))
    return stack[-1]


def _close_until(stack: list[_Open], level: str) -> None:
    """Close every open part that a part of this level cannot stand in."""
    while len(stack) > 1 and not (stack[-1].level in _ORDER and _rank(stack[-1].level) < _rank(level)):
        done = stack.pop().done()
        stack[-1].parts.append(done)


def _rank(level: str) -> int:
    if not level:
        return -1
    return _ORDER.index(level) if level in _ORDER else len(_ORDER)


def _is_head(words: str) -> bool:
    return bool(_PRINTED_CONTAINER.match(words) or _PRINTED_SECTION.match(words))


def _paragraphs(text: str) -> list[str]:
    """Printed lines are at most some 72 wide; an indented line, an empty one or a heading begins a paragraph."""
    out: list[str] = []
    fresh, in_head = True, False
    for line in text.splitlines():
        if not line.strip():
            fresh, in_head = True, False
            continue
        head = _is_head(line)
        indented = line.startswith("    ") and not in_head
        if out and not fresh and not indented and not head:
            out[-1] += f" {line.strip()}"
        else:
            out.append(line.strip())
        fresh, in_head = False, head or in_head
    return out
