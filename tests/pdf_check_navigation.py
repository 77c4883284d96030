"""Rules of tests/pdf_check.py for what leads through a file: bookmarks, named places, page labels, links."""

from __future__ import annotations

from collections import Counter

import pikepdf

from tests.pdf_structure import Structure, tree_faults, tree_pairs

# Of a shorter file, ISO 14289-1 7.17 asks nothing that its first page does not show.
LONG = 3
# How the parts of a joined file lead into each other before they are joined.
UNJOINED = "urn:x-join:"


def links_are_in_a_link(s: Structure) -> list[str]:
    return [
        f"page {number}: the annotation {str(note.get('/Contents', ''))!r}"
        for number, note in s.notes
        if note.get("/Subtype") == "/Link" and s.annotation_owners.get(note.objgen, (None, ""))[1] != "Link"
    ]


def links_say_where_they_lead(s: Structure) -> list[str]:
    found = []
    for number, note in s.notes:
        words = str(note.get("/Contents", "")).strip()
        if not words or "://" in words or words == str(note.get("/Dest", "")):
            found.append(f"page {number}: {words!r}")
    return found


def only_links_are_annotations(s: Structure) -> list[str]:
    return [
        f"page {number}: {note.get('/Subtype')}"
        for number, note in s.notes
        if note.get("/Subtype") != "/Link"
    ]


def link_elements_have_annotations(s: Structure) -> list[str]:
    owners = {element.objgen for element, _ in s.annotation_owners.values()}
    return [f"{s.where(link)}: no annotation" for link in s.of_kind("Link") if link.objgen not in owners]


def links_lead_to_a_place(s: Structure) -> list[str]:
    known = {name for name, _ in s.places}
    found = []
    for number, note in s.notes:
        target, address = note.get("/Dest"), str(note.get("/A", {}).get("/URI", ""))
        if isinstance(target, pikepdf.String) and bytes(target) not in known:
            found.append(f"page {number}: no place {str(target)!r}")
        if (target is None and not address) or address.startswith(UNJOINED):
            found.append(f"page {number}: a link that leads nowhere {address!r}")
    return found


def places_are_in_order(s: Structure) -> list[str]:
    found = tree_faults(s.root.get("/Names", {}).get("/Dests"), "/Names")
    return found + [f"{name!r} is on no page" for name, place in s.places if place[0].objgen not in s.pages]


def pages_with_annotations_have_tabs(s: Structure) -> list[str]:
    return [f"page {n}" for n, page in enumerate(s.pdf.pages, 1) if "/Annots" in page and "/Tabs" not in page]


def tabs_follow_structure(s: Structure) -> list[str]:
    return [
        f"page {n}: {page.Tabs}"
        for n, page in enumerate(s.pdf.pages, 1)
        if "/Annots" in page and page.get("/Tabs", "/S") != "/S"
    ]


def a_long_file_has_bookmarks(s: Structure) -> list[str]:
    first = s.root.get("/Outlines", {}).get("/First")
    return ["no bookmarks"] if len(s.pdf.pages) >= LONG and first is None else []


def bookmarks_hold_together(s: Structure) -> list[str]:
    outlines = s.root.get("/Outlines")
    if outlines is None:
        return []
    found: list[str] = []
    shown = _read_bookmarks(s, outlines, found)
    if int(outlines.get("/Count", 0)) != shown:
        found.append(f"{outlines.get('/Count')} shown by its count, {shown} by the list")
    return found


def _read_bookmarks(s: Structure, above: pikepdf.Object, found: list[str]) -> int:
    """Read one level of bookmarks and those below; return how many are shown."""
    item, before, shown = above.get("/First"), None, 0
    while item is not None:
        title = str(item.get("/Title", ""))
        if not title.strip():
            found.append(f"object {item.objgen[0]} has no title")
        if item.get("/Parent", pikepdf.Dictionary()).objgen != above.objgen:
            found.append(f"{title!r} names another parent")
        if (item.Prev.objgen if "/Prev" in item else None) != (before.objgen if before is not None else None):
            found.append(f"{title!r} does not know what is before it")
        place = item.get("/Dest")
        if not isinstance(place, pikepdf.Array) or place[0].objgen not in s.pages:
            found.append(f"{title!r} leads to no page")
        below, count = _read_bookmarks(s, item, found), int(item.get("/Count", 0))
        if abs(count) != below:
            found.append(f"{title!r} counts {count}, {below} are below")
        shown += 1 + max(0, count)
        before, item = item, item.get("/Next")
    if before is not None and above.Last.objgen != before.objgen:
        found.append("the last bookmark is another")
    return shown


def page_labels_are_whole(s: Structure) -> list[str]:
    labels = s.root.get("/PageLabels")
    if labels is None:
        return []
    found = tree_faults(labels, "/Nums")
    pairs = tree_pairs(labels, "/Nums")
    starts = [start for start, _ in pairs]
    if not starts or starts[0] != 0 or starts[-1] >= len(s.pdf.pages):
        found.append(f"labels begin at the pages {starts}")
        return found
    ends = [*starts[1:], len(s.pdf.pages)]
    named = Counter(
        f"{label.get('/P', '')}{number + int(label.get('/St', 1))}"
        for (start, label), end in zip(pairs, ends, strict=True)
        for number in range(end - start)
    )
    return found + [f"{count} pages are named {name}" for name, count in named.items() if count > 1]


NAVIGATION = (
    ("28-006, 28-007", only_links_are_annotations),
    ("28-008", pages_with_annotations_have_tabs),
    ("28-009", tabs_follow_structure),
    ("28-011", links_are_in_a_link),
    ("28-012", links_say_where_they_lead),
    ("ISO 14289-1 7.18.5", link_elements_have_annotations),
    ("ISO 32000-1 12.3.2.3", links_lead_to_a_place),
    ("ISO 32000-1 7.9.6 Dests", places_are_in_order),
    ("ISO 14289-1 7.17", a_long_file_has_bookmarks),
    ("ISO 32000-1 12.3.3", bookmarks_hold_together),
    ("ISO 32000-1 12.4.2", page_labels_are_whole),
)
