"""Which files people may hand in: a handful of kinds, each with content that is what its name says."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath

import puremagic

MEGABYTE = 1024 * 1024
LARGEST = 10 * MEGABYTE
LONGEST_NAME = 120
_OFFICE = "application/vnd.openxmlformats-officedocument"
# What each kind is served as, and the part that an office document of it has inside its archive.
MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    ".pptx": f"{_OFFICE}.presentationml.presentation",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
_PARTS = {
    ".docx": "word/document.xml",
    ".xlsx": "xl/workbook.xml",
    ".pptx": "ppt/presentation.xml",
    ".odt": "content.xml",
}
_PLAIN = {".txt", ".csv"}
_KINDS_IN_WORDS = "PDF, Word, Excel, PowerPoint, OpenDocument text, plain text, CSV, PNG and JPEG"


class UploadRefused(Exception):  # noqa: N818 - it is an answer, not an error
    """The file cannot be taken; the message names it and is fit to be shown."""


@dataclass(frozen=True)
class Checked:
    """A file that may be kept: its name made harmless, and what it is served as."""

    name: str
    media_type: str


def check(name: str, content: bytes) -> Checked:
    """Return a file's harmless name and media type, or raise UploadRefused with what is wrong with it.

    The kind is told by the name's end and must be that of the content; office documents are looked into by the
    list of their parts only, nothing is unpacked.
    """
    clean = clean_name(name)
    end = PurePosixPath(clean).suffix.lower()
    if end not in MEDIA_TYPES:
        raise UploadRefused(f"“{clean}” is of a kind that cannot be attached. These can: {_KINDS_IN_WORDS}.")
    if not content:
        raise UploadRefused(f"“{clean}” is empty.")
    if len(content) > LARGEST:
        raise UploadRefused(f"“{clean}” is larger than {LARGEST // MEGABYTE} MB.")
    if not _is_what_it_says(end, content):
        raise UploadRefused(f"“{clean}” is not what its name says: its content is no {end[1:].upper()} file.")
    return Checked(clean, MEDIA_TYPES[end])


def clean_name(name: str) -> str:
    """Return the last part of a file's name without what could mislead: paths, control and direction marks."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(one for one in last if unicodedata.category(one)[0] != "C")
    shown = re.sub(r"\s+", " ", re.sub(r'[<>:"|?*]', "", shown)).strip(" .")
    path = PurePosixPath(shown or "file")
    return f"{path.stem[: LONGEST_NAME - len(path.suffix)]}{path.suffix}"


def _is_what_it_says(end: str, content: bytes) -> bool:
    if end in _PLAIN:
        return _is_text(content)
    try:
        found = {one.extension for one in puremagic.magic_string(content[: 64 * 1024])}
    except puremagic.PureError:
        return False
    return end in found and (end not in _PARTS or _has_part(content, _PARTS[end]))


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Spreadsheets on Windows still save CSV in the old code page.
        text = content.decode("cp1252", errors="replace")
    return not any(unicodedata.category(one) == "Cc" and one not in "\t\r\n\f" for one in text)


def _has_part(content: bytes, part: str) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return part in archive.namelist()
    except zipfile.BadZipFile:
        return False
