"""The text of one version of a bill, as govinfo and Congress.gov give it: XML of two kinds, or plain text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from legislation.choices import BillId, UnknownBillId
from legislation.sources import bill_texts_plain, bill_texts_xml
from legislation.sources.bill_text_shape import ReadText, UnreadableBillText
from legislation.text_parts import TextPart
from legislation.version_codes import VERSIONS

_FILE = re.compile(
    r"(?:^|[/\\:])BILLS-(\d{1,3})([a-z]+)(\d{1,5})([a-z]{2,4})\d?\.(?:xml|txt|html?)$", re.IGNORECASE
)
# A text of the largest bill known (the 5,593 pages of 116 H.R. 133) is below 12 MB.
MAX_BYTES = 32 * 1024 * 1024


@dataclass(frozen=True)
class BillTextRecord:
    """One version of a bill's text: which, under what official title, from when (None: not said), and its parts."""

    bill: BillId
    code: str
    title: str
    published_on: date | None
    parts: tuple[TextPart, ...]


def read(data: bytes, name: str) -> BillTextRecord:
    """Read one file. `name` is its file name, which says bill and version where the text itself does not.

    Raises UnreadableBillText, naming the file, for what is no bill text, is unsafe, or contradicts its name.
    """
    if len(data) > MAX_BYTES:
        raise UnreadableBillText(name, f"is larger than {MAX_BYTES // (1024 * 1024)} MB")
    if not data.strip():
        raise UnreadableBillText(name, "is empty")
    looks_xml = data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and not _is_web_page(data)
    found = bill_texts_xml.read(data, name) if looks_xml else bill_texts_plain.read(data, name)
    if not found.parts:
        raise UnreadableBillText(name, "holds no section and no paragraph of a bill")
    bill, code = _identity(found, name)
    return BillTextRecord(bill, code, found.title, found.published_on, found.parts)


def _is_web_page(data: bytes) -> bool:
    """Congress.gov and govinfo put the plain text into a page of one <pre>."""
    return data[:200].lower().lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<html", b"<!doctype html"))


def _identity(found: ReadText, name: str) -> tuple[BillId, str]:
    named = _of_name(name)
    if found.said is not None and named is not None and found.said != named:
        said = f"{found.said[0]} {found.said[1]}"
        raise UnreadableBillText(name, f"says of itself that it is {said}, which is not what it is named")
    known = named or found.said
    if known is None:
        raise UnreadableBillText(
            name, "does not say which version of which bill it is; name it like BILLS-119hr1144ih.xml"
        )
    return known


def _of_name(name: str) -> tuple[BillId, str] | None:
    found = _FILE.search(name)
    if not found or found[4].lower() not in VERSIONS:
        return None
    try:
        return BillId.of(found[1], found[2], found[3]), found[4].lower()
    except UnknownBillId:
        return None
