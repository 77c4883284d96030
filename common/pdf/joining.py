"""Parts that were printed apart become one tagged file: pages, structure tree, links, bookmarks and page labels.

What many files share is set and written once and joined to each file's own part. The result keeps the rules of
PDF/UA-1 that each part keeps. Leans on how WeasyPrint writes: flat trees, explicit places in bookmarks, no role map.
"""

from __future__ import annotations

import hashlib
import io
import re
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from common.pdf.errors import LayoutError
from common.pdf.printer import Printed

# A link from one part into another is written with this scheme; the join turns it into a place in the file.
SCHEME = "urn:x-join:"
SUBSET_TAG = re.compile(r"^/?[A-Z]{6}\+")


@dataclass(frozen=True)
class Part:
    """A printed part, ready to be joined: its letter ("B"), its title in the tree, its bytes and what stands where."""

    label: str
    title: str
    data: bytes
    page_count: int
    pages_by_anchor: Mapping[str, int] = field(default_factory=dict)
    file_id: bytes = b""

    def label_of(self, anchor: str) -> str:
        """Return the page label of an anchor, such as "B-6", or nothing when it is not in this part."""
        page = self.pages_by_anchor.get(anchor)
        return f"{self.label}-{page}" if page else ""


def prepare(printed: Printed, *, label: str, title: str) -> Part:
    """Return a printed part with names of its own: destinations, and the tags of its font subsets.

    The part is to be printed with `part=f"{label}."`, so that the ids of its header cells are its own too. Done once
    for a part that many files share.
    """
    with pikepdf.open(io.BytesIO(printed.data)) as pdf:
        _rename_places(pdf, label)
        _retag_fonts(pdf, label)
        written = io.BytesIO()
        pdf.save(written, deterministic_id=True, compress_streams=False)
    pages = dict(printed.pages_by_anchor)
    return Part(label, title, written.getvalue(), printed.page_count, pages, printed.file_id)


def place_in(label: str, anchor: str) -> str:
    """Return the address by which another part's HTML leads to an anchor of the part `label`."""
    return f"{SCHEME}{label}:{anchor}"


def _rename_places(pdf: pikepdf.Pdf, label: str) -> None:
    names = list(pdf.Root.get("/Names", {}).get("/Dests", {}).get("/Names", []))
    if names:
        renamed = Array()
        for name, place in zip(names[::2], names[1::2], strict=True):
            renamed.extend([String(f"{label}:{name}"), place])
        pdf.Root.Names.Dests = pdf.make_indirect(Dictionary(Names=renamed))
    for note in _notes(pdf):
        if isinstance(note.get("/Dest"), String):
            note.Dest = String(f"{label}:{note.Dest}")


def _retag_fonts(pdf: pikepdf.Pdf, label: str) -> None:
    """The tag of a subset is the same in every part, its glyphs are not: two subsets need two names."""
    for font in pdf.objects:
        if isinstance(font, Dictionary):
            for key in ("/BaseFont", "/FontName"):
                if key in font and SUBSET_TAG.match(str(font[key])):
                    font[key] = Name(f"/{_tag(label, str(font[key])[1:7])}{str(font[key])[7:]}")


def _tag(label: str, old: str) -> str:
    digest = hashlib.sha256(f"{label}{old}".encode()).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6])


def join(parts: Sequence[Part], *, labels: bool = True) -> Printed:
    """Return prepared parts as one file, in their order; title, language, dates and id are the first part's.

    With `labels`, pages are labeled by part: A-1, A-2, B-1. The same parts give the same bytes. Raises LayoutError
    for a link to a place that no part has, and for parts whose names clash.
    """
    out = pikepdf.new()
    sources = [pikepdf.open(io.BytesIO(part.data)) for part in parts]
    try:
        trees = [_copied(out, source) for source in sources]
        _head(out, sources[0])
        _structure(out, parts, trees)
        _places(out, trees)
        _links(out)
        _bookmarks(out, trees)
        if labels:
            _page_labels(out, parts)
        if parts[0].file_id:  # the first half of the id is kept, the second is reckoned from what is written
            out.trailer.ID = Array([String(parts[0].file_id.decode()), String("")])
        written = io.BytesIO()
        out.save(
            written,
            min_version="1.7",
            deterministic_id=True,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
        )
    finally:
        for source in sources:
            source.close()
    pages = sum(part.page_count for part in parts)
    return Printed(written.getvalue(), pages, _anchors(parts), parts[0].file_id)


@dataclass(frozen=True)
class _Copy:
    """What was copied of one part: its pages in the new file, its structure, its places, its bookmarks."""

    pages: list[Any]
    tree: Any
    places: Any
    outlines: Any


def _copied(out: pikepdf.Pdf, source: pikepdf.Pdf) -> _Copy:
    # Pages first: what is copied afterwards then points at the new ones.
    before = len(out.pages)
    with warnings.catch_warnings():
        # What it warns of is what follows here: places, links and the tree are copied below.
        warnings.simplefilter("ignore", pikepdf.PageCopyWarning)
        out.pages.extend(source.pages)
    root = source.Root
    dests = root.get("/Names", {}).get("/Dests")
    outlines = root.get("/Outlines")
    return _Copy(
        pages=[page.obj for page in list(out.pages)[before:]],
        tree=out.copy_foreign(root.StructTreeRoot),
        places=None if dests is None else out.copy_foreign(_indirect(source, dests)),
        outlines=None if outlines is None else out.copy_foreign(_indirect(source, outlines)),
    )


def _indirect(pdf: pikepdf.Pdf, item: Any) -> Any:
    return item if item.is_indirect else pdf.make_indirect(item)


def _head(out: pikepdf.Pdf, first: pikepdf.Pdf) -> None:
    root = first.Root
    out.Root.Metadata = out.copy_foreign(root.Metadata)
    out.Root.Lang = String(str(root.Lang))
    out.Root.MarkInfo = Dictionary(Marked=True)
    out.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    for key, value in first.docinfo.items():
        out.docinfo[key] = String(str(value))


def _structure(out: pikepdf.Pdf, parts: Sequence[Part], copies: Sequence[_Copy]) -> None:
    root = out.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = out.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=root))
    kids = Array()
    for part, copy in zip(parts, copies, strict=True):
        if "/RoleMap" in copy.tree or "/ClassMap" in copy.tree:
            raise LayoutError("A part has a role map; the join knows none.")
        for element in _elements(copy.tree):
            element.S = Name.Part
            element.T = String(part.title)
            element.P = document
            kids.append(element)
    document.K = kids
    root.K = Array([document])
    root.ParentTree, root.ParentTreeNextKey = _parent_tree(out, copies)
    headers = [list(copy.tree.get("/IDTree", {}).get("/Names", [])) for copy in copies]
    if any(headers):
        root.IDTree = _name_tree(out, headers, "header ids")
    out.Root.StructTreeRoot = root


def _elements(tree: Any) -> list[Any]:
    kids = tree.K
    return list(kids) if isinstance(kids, Array) else [kids]


def _parent_tree(out: pikepdf.Pdf, copies: Sequence[_Copy]) -> tuple[Any, int]:
    """Give every part keys of its own. The last, usually the largest and shared, keeps the keys it has."""
    start, kids = 0, Array()
    for copy in reversed(copies):
        flat = list(copy.tree.ParentTree.Nums)
        keys = [int(key) + start for key in flat[::2]]
        if start:
            _move_keys(copy.pages, start)
        nums = Array()
        for key, owner in zip(keys, flat[1::2], strict=True):
            nums.extend([key, owner])
        kids.append(out.make_indirect(Dictionary(Nums=nums, Limits=Array([keys[0], keys[-1]]))))
        start = keys[-1] + 1
    return out.make_indirect(Dictionary(Kids=kids)), start


def _move_keys(pages: Sequence[Any], by: int) -> None:
    for page in pages:
        if "/StructParents" in page:
            page.StructParents = int(page.StructParents) + by
        for note in page.get("/Annots", []):
            if "/StructParent" in note:
                note.StructParent = int(note.StructParent) + by


def _places(out: pikepdf.Pdf, copies: Sequence[_Copy]) -> None:
    named = [list(copy.places.Names) if copy.places is not None else [] for copy in copies]
    if any(named):
        out.Root.Names = Dictionary(Dests=_name_tree(out, named, "places"))


def _name_tree(out: pikepdf.Pdf, named: Sequence[Sequence[Any]], what: str) -> Any:
    """Return a name tree with a node for each part; names are to ascend from part to part."""
    kids, last = Array(), b""
    for flat in named:
        if not flat:
            continue
        pairs = sorted(zip(flat[::2], flat[1::2], strict=True), key=lambda pair: bytes(pair[0]))
        names = [bytes(name) for name, _ in pairs]
        if names[0] <= last or len(set(names)) < len(names):
            raise LayoutError(f"The {what} of two parts clash at {names[0]!r}.")
        last = names[-1]
        flat_names = Array(item for pair in pairs for item in pair)
        limits = Array([pairs[0][0], pairs[-1][0]])
        kids.append(out.make_indirect(Dictionary(Names=flat_names, Limits=limits)))
    return out.make_indirect(Dictionary(Kids=kids))


def _links(out: pikepdf.Pdf) -> None:
    """Lead each link into another part to its place there."""
    names = out.Root.get("/Names", {}).get("/Dests", {}).get("/Kids", [])
    known = {bytes(name) for kid in names for name in list(kid.Names)[::2]}
    for note in _notes(out):
        target = str(note.get("/A", {}).get("/URI", ""))
        if target.startswith(SCHEME):
            del note["/A"]
            note.Dest = String(target.removeprefix(SCHEME))
        place = note.get("/Dest")
        if isinstance(place, String) and bytes(place) not in known:
            raise LayoutError(f"A link leads to {str(place)!r}, which no part has.")


def _notes(pdf: pikepdf.Pdf) -> list[Any]:
    return [note for page in pdf.pages for note in page.get("/Annots", [])]


def _bookmarks(out: pikepdf.Pdf, copies: Sequence[_Copy]) -> None:
    root = out.make_indirect(Dictionary(Type=Name.Outlines))
    tops = [item for copy in copies if copy.outlines is not None for item in _chain(copy.outlines)]
    if not tops:
        return
    for item, following in zip(tops, [*tops[1:], None], strict=True):
        item.Parent = root
        if following is not None:
            item.Next, following.Prev = following, item
    root.First, root.Last, root.Count = tops[0], tops[-1], _shown(tops)
    out.Root.Outlines = root
    out.Root.PageMode = Name.UseOutlines


def _chain(outlines: Any) -> list[Any]:
    found, item = [], outlines.get("/First")
    while item is not None:
        found.append(item)
        item = item.get("/Next")
    return found


def _shown(tops: Sequence[Any]) -> int:
    """How many bookmarks are open: each top one, and below it what it says is shown."""
    return len(tops) + sum(max(0, int(item.get("/Count", 0))) for item in tops)


def _page_labels(out: pikepdf.Pdf, parts: Sequence[Part]) -> None:
    nums, start = Array(), 0
    for part in parts:
        nums.extend([start, Dictionary(P=String(f"{part.label}-"), S=Name.D, St=1)])
        start += part.page_count
    out.Root.PageLabels = Dictionary(Nums=nums)


def _anchors(parts: Sequence[Part]) -> dict[str, int]:
    found: dict[str, int] = {}
    start = 0
    for part in parts:
        for anchor, page in part.pages_by_anchor.items():
            found.setdefault(anchor, start + page)
        start += part.page_count
    return found
