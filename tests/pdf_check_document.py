"""Rules of tests/pdf_check.py for the file as a whole: metadata, title, language, marks, layers."""

from __future__ import annotations

import re
from collections import Counter

from tests.pdf_structure import Structure

LANGUAGE = re.compile(r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")


def notes_have_ids(s: Structure) -> list[str]:
    ids = Counter(bytes(note.get("/ID", b"")) for note in s.of_kind("Note"))
    return [f"a Note with ID {name!r}" for name, count in ids.items() if not name or count > 1]


def layers_have_names(s: Structure) -> list[str]:
    layers = s.root.get("/OCProperties")
    if layers is None:
        return []
    settings = [layers.get("/D", {}), *layers.get("/Configs", [])]
    return ["layers without a name" for one in settings if not str(one.get("/Name", "")) or "/AS" in one]


def languages_are_known(s: Structure) -> list[str]:
    named = [("the file", s.root.get("/Lang", ""))]
    named += [(s.where(element), element.Lang) for element, _, _ in s.elements if "/Lang" in element]
    return [f"{where}: language {str(tag)!r}" for where, tag in named if not LANGUAGE.match(str(tag))]


def metadata_is_there(s: Structure) -> list[str]:
    return [] if "/Metadata" in s.root else ["no XMP metadata"]


def metadata_names_the_standard(s: Structure) -> list[str]:
    text = bytes(s.root.Metadata.read_bytes()) if "/Metadata" in s.root else b""
    return [] if re.search(rb'pdfuaid:part(="1"|>1<)', text) else ["no pdfuaid:part 1"]


def metadata_has_the_title(s: Structure) -> list[str]:
    # Read without `with`: leaving that writes the title of the metadata over the one it is compared to.
    title = s.pdf.open_metadata().get("dc:title")
    return [] if title and title == str(s.pdf.docinfo.get("/Title", "")) else [f"dc:title is {title!r}"]


def title_preference_is_there(s: Structure) -> list[str]:
    return [] if "/DisplayDocTitle" in s.root.get("/ViewerPreferences", {}) else ["no DisplayDocTitle"]


def title_is_shown(s: Structure) -> list[str]:
    shown = s.root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", True)
    return [] if shown is True else [f"DisplayDocTitle is {shown}"]


def file_is_marked(s: Structure) -> list[str]:
    return [] if s.root.get("/MarkInfo", {}).get("/Marked", False) is True else ["MarkInfo says no"]


def file_is_not_suspect(s: Structure) -> list[str]:
    return ["Suspects"] if s.root.get("/MarkInfo", {}).get("/Suspects", False) is True else []


DOCUMENT = (
    ("01-007", file_is_not_suspect),
    ("ISO 14289-1 7.1 MarkInfo", file_is_marked),
    ("06-001", metadata_is_there),
    ("06-002", metadata_names_the_standard),
    ("06-003", metadata_has_the_title),
    ("07-001", title_preference_is_there),
    ("07-002", title_is_shown),
    ("11-001 to 11-006", languages_are_known),
    ("19-003, 19-004", notes_have_ids),
    ("20-001 to 20-003", layers_have_names),
)
