"""Bill texts in XML: United States Legislative Markup 2 and the older bill document type (bill.dtd, resolution.dtd)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from lxml import etree

from common.outside_xml import UnsafeXml, root_of
from legislation.choices import BillId, UnknownBillId
from legislation.sources.bill_text_shape import ReadText, UnreadableBillText, heading, run_in, tidy
from legislation.text_parts import LONG_TITLE, PREAMBLE, SECTION, TextPart
from legislation.version_codes import VERSIONS

_ROOTS = {"bill", "resolution", "amendment-doc", "engrossedAmendment", "amendment", "pLaw"}
_BODIES = {"main", "legis-body", "resolution-body", "engrossed-amendment-body"}
_CONTAINERS = {"division", "title", "subtitle", "chapter", "subchapter", "part", "subpart"}
_ACCOUNTS = {
    "appropriations",
    "appropriations-major",
    "appropriations-intermediate",
    "appropriations-small",
}
_ENUMS, _HEADINGS = {"num", "enum"}, {"heading", "header"}
# Each begins a new line; everything else runs on in its sentence.
_BLOCKS = {
    *_CONTAINERS, *_ACCOUNTS, SECTION, "subsection", "paragraph", "subparagraph", "clause", "subclause", "item",
    "subitem", "subsubitem", "level", "quoted-block", "quotedContent", "continuation", "continuation-text",
    "quoted-block-continuation-text", "toc", "toc-entry", "referenceItem", "list", "listItem", "table", "tr", "row",
    "p", "whereas", "recital", "block", "proposedAmendment", "amendmentContent", "amendmentInstruction",
}  # fmt: skip
_UNREAD = {
    "meta",
    "page",
    "pagebreak",
    "sidenote",
    "action",
    "enactingFormula",
    "resolvingClause",
    "colgroup",
}
_AFTER_QUOTED = "after-quoted-block"
_TITLES = {"officialTitle", "official-title"}
_CLOSES = re.compile(r"[.,;:”\u2019)]+(?:\s*(?:and|or))?$")
_CITED = re.compile(r"(\d{1,3})([a-z]+?)(\d{1,5})([a-z]+)")


def read(data: bytes, name: str) -> ReadText:
    """Read a bill's XML. Raises UnreadableBillText for what is not well-formed, defines entities or is no bill."""
    root = _root(data, name)
    bodies = [each for each in root.iter() if _tag(each) in _BODIES and not _is_struck(each)]
    if _tag(root) not in _ROOTS or not bodies:
        raise UnreadableBillText(name, f"is no bill text (its root is <{_tag(root)}>)")
    title = next((tidy(_words(each)) for each in root.iter() if _tag(each) in _TITLES), "")
    parts: list[TextPart] = [TextPart(LONG_TITLE, text=title)] if title else []
    preambles = [each for each in root.iter() if _tag(each) == "preamble" and not _is_struck(each)]
    parts += [TextPart(PREAMBLE, text="\n".join(_lines(each))) for each in preambles]
    for body in bodies:
        parts += _parts_in(body)
    return ReadText(title, _published(root), tuple(parts), _said(root))


def _root(data: bytes, name: str) -> etree._Element:
    try:
        return root_of(data)
    except UnsafeXml as error:
        raise UnreadableBillText(name, str(error)) from error


def _tag(element: etree._Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _is_struck(element: etree._Element) -> bool:
    """What a committee struck is printed in a reported bill too, and is not what the bill says now."""
    return any(
        each.get("changed") == "deleted" or _tag(each) in {"del", "deletedText"}
        for each in (element, *element.iterancestors())
    )


def _is_left_out(element: etree._Element) -> bool:
    tag = _tag(element)
    return not tag or tag in _UNREAD or element.get("changed") == "deleted" or tag in {"del", "deletedText"}


def _words(element: etree._Element) -> str:
    """All words in an element, in reading order, without what is not read."""
    said = [element.text or ""]
    for child in element:
        if not _is_left_out(child):
            said.append(_spaced(child))
        said.append(child.tail or "")
    return "".join(said)


def _spaced(element: etree._Element) -> str:
    words, tag = _words(element), _tag(element)
    if tag == "quote":
        return f"“{words}”"
    apart = tag in _ENUMS or tag in _BLOCKS or tag in {"td", "th", "entry", "designator", "label", "target"}
    return f"{words} " if apart else words


def _parts_in(element: etree._Element) -> list[TextPart]:
    """The parts directly in a body or container; words that stand in none become a part without number."""
    parts: list[TextPart] = []
    for child in element:
        if _is_left_out(child) or _tag(child) in {*_ENUMS, *_HEADINGS, "longTitle", "long-title"}:
            continue
        if _tag(child) in _CONTAINERS:
            parts.append(_container(child))
        elif _tag(child) == SECTION or _tag(child) in _ACCOUNTS:
            parts.append(_leaf(child))
        elif text := "\n".join(_lines(child)):
            parts.append(TextPart("text", text=text))
    return parts


def _container(element: etree._Element) -> TextPart:
    enum, head = _enum_and_heading(element)
    return TextPart(_tag(element), _bare(enum), heading(head), "", tuple(_parts_in(element)))


def _leaf(element: etree._Element) -> TextPart:
    enum, head = _enum_and_heading(element)
    level = SECTION if _tag(element) == SECTION else "account"
    text = "\n".join(_lines(element, skip=_ENUMS | _HEADINGS))
    return TextPart(level, _bare(enum), heading(head), text)


def _enum_and_heading(element: etree._Element) -> tuple[str, str]:
    enum = next((_words(each) for each in element if _tag(each) in _ENUMS), "")
    head = next((_words(each) for each in element if _tag(each) in _HEADINGS), "")
    return tidy(enum), tidy(head)


def _bare(enum: str) -> str:
    """Return the number alone: 101 of "SEC. 101. ", I of "TITLE I"."""
    return re.sub(r"^(?:sec(?:tion)?\.?|[a-z]+)\s+(?=\S)", "", enum, flags=re.IGNORECASE).strip(" .—-")


def _lines(element: etree._Element, skip: set[str] | frozenset[str] = frozenset()) -> list[str]:
    """The paragraphs of an element: each block in it begins one, with its enumerator and heading in front."""
    lines: list[str] = []
    running: list[str] = [element.text or ""]

    def close() -> None:
        text = tidy("".join(running))
        running.clear()
        if text and lines and _CLOSES.fullmatch(text):
            lines[-1] += text  # what closes a quoted block belongs to its last line
        elif text:
            lines.append(text)

    for child in _opened(element):
        if _is_left_out(child) or _tag(child) in skip:
            running.append(child.tail or "")
            continue
        if _tag(child) in _BLOCKS:
            close()
            lines += _block(child)
        else:
            running.append(_spaced(child))
        running.append(child.tail or "")
    close()
    return lines


def _opened(element: etree._Element) -> Iterator[etree._Element]:
    """The children, with an element that only wraps blocks (`content`, `text`) replaced by what it holds."""
    for child in element:
        holds_blocks = any(_tag(each) in _BLOCKS for each in child.iterdescendants())
        if _tag(child) in _BLOCKS or not holds_blocks or _is_left_out(child):
            yield child
        else:
            yield _as_text(child)
            yield from _opened(child)
            yield _as_text(child, tail=True)


def _as_text(element: etree._Element, *, tail: bool = False) -> etree._Element:
    stand_in = etree.Element("inline")
    stand_in.text = element.tail if tail else element.text
    return stand_in


def _block(element: etree._Element) -> list[str]:
    if _tag(element) == "quoted-block":
        return _quoted(element)
    enum, head = _enum_and_heading(element)
    inner = _lines(element, skip=_ENUMS | _HEADINGS)
    if not enum and not head:
        return inner
    first_runs_in = bool(inner) and not re.match(r"[“\"]?\(\w{1,6}\)", inner[0])
    if first_runs_in:
        return [run_in(enum, head, inner[0]), *inner[1:]]
    return [run_in(enum, head, ""), *inner]


def _quoted(element: etree._Element) -> list[str]:
    """The older kind leaves the quotation marks of a block to the print, and holds what closes its sentence."""
    lines = _lines(element, skip={_AFTER_QUOTED})
    after = "".join(tidy(_words(each)) for each in element if _tag(each) == _AFTER_QUOTED)
    if not lines:
        return [after] if after else []
    lines[0] = f"“{lines[0]}"
    lines[-1] = f"{lines[-1]}”{after}"
    return lines


def _published(root: etree._Element) -> date | None:
    days = []
    for each in root.iter():
        compact = (
            (each.get("date") or "").replace("-", "")[:8] if _tag(each) in {"date", "action-date"} else ""
        )
        try:
            days.append(date(int(compact[:4]), int(compact[4:6]), int(compact[6:8])))
        except ValueError:
            continue  # not a date, or a date left empty
    return max(days, default=None)


def _said(root: etree._Element) -> tuple[BillId, str] | None:
    """The bill and version that USLM names in `citableAs`; the older kind does not name its version."""
    for each in root.iter():
        found = _CITED.fullmatch(_words(each).strip()) if _tag(each) == "citableAs" else None
        if found and found[4] in VERSIONS:
            try:
                return BillId.of(found[1], found[2], found[3]), found[4]
            except UnknownBillId:
                continue
    return None
