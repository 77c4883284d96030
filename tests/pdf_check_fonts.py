"""Rules of tests/pdf_check.py for fonts: embedded, mapped to Unicode, of the widths they say, each with a name."""

from __future__ import annotations

import hashlib
import io
import re
from collections import defaultdict

import pikepdf
from fontTools.ttLib import TTFont

from tests.pdf_structure import Structure

PROGRAMS = ("/FontFile", "/FontFile2", "/FontFile3")
BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
HEX = re.compile(rb"<([0-9A-Fa-f]*)>")
BAD = {0, 0xFEFF, 0xFFFE}


def fonts_of(s: Structure) -> list[pikepdf.Object]:
    """Every font of a page or of a drawing on it."""
    found = {
        item.objgen: item
        for item in s.pdf.objects
        if isinstance(item, pikepdf.Dictionary)
        and item.get("/Type") == "/Font"
        and not str(item.Subtype).startswith("/CIDFont")
    }
    return list(found.values())


def _inner(font: pikepdf.Object) -> pikepdf.Object:
    return font.DescendantFonts[0] if "/DescendantFonts" in font else font


def _program(font: pikepdf.Object) -> pikepdf.Object | None:
    descriptor = _inner(font).get("/FontDescriptor", {})
    return next((descriptor[key] for key in PROGRAMS if key in descriptor), None)


def to_unicode(font: pikepdf.Object) -> dict[int, str]:
    """The Unicode of each code, from the ToUnicode CMap."""
    codes: dict[int, str] = {}
    for kind, body in BLOCK.findall(font.ToUnicode.read_bytes() if "/ToUnicode" in font else b""):
        values = HEX.findall(body)
        step = 2 if kind == b"bfchar" else 3
        for place in range(0, len(values) - step + 1, step):
            first, last = int(values[place], 16), int(values[place + step - 2], 16)
            words = bytes.fromhex(values[place + step - 1].decode()).decode("utf-16-be", "replace")
            for code in range(first, last + 1):
                codes[code] = words if code == first else words[:-1] + chr(ord(words[-1]) + code - first)
    return codes


def fonts_are_embedded(s: Structure) -> list[str]:
    return [f"{font.BaseFont} (object {font.objgen[0]})" for font in fonts_of(s) if _program(font) is None]


def fonts_have_unicode(s: Structure) -> list[str]:
    return [f"{font.BaseFont} (object {font.objgen[0]})" for font in fonts_of(s) if "/ToUnicode" not in font]


def unicode_is_of_characters(s: Structure) -> list[str]:
    return [
        f"{font.BaseFont}: code {code} is {words!r}"
        for font in fonts_of(s)
        for code, words in to_unicode(font).items()
        if not words or BAD & {ord(letter) for letter in words}
    ]


def shown_codes(s: Structure) -> dict[tuple, tuple[pikepdf.Object, dict[int, int]]]:
    """The codes that pages show of each font, each with a page that shows it."""
    used: dict[tuple, tuple[pikepdf.Object, dict[int, int]]] = {}
    for number, (page, operations) in enumerate(zip(s.pdf.pages, s.operations, strict=True), start=1):
        fonts, font = page.Resources.get("/Font", {}), None
        for operands, operator in operations:
            if operator == "Tf":
                font = fonts[str(operands[0])]
            elif operator in {"Tj", "TJ"} and font is not None:
                strings = operands[0] if operator == "TJ" else operands
                shown = used.setdefault(font.objgen, (font, {}))[1]
                for one in strings:
                    if isinstance(one, pikepdf.String):
                        data = bytes(one)
                        shown.update(
                            {int.from_bytes(data[at : at + 2]): number for at in range(0, len(data), 2)}
                        )
    return used


def shown_text_is_known(s: Structure) -> list[str]:
    return [
        f"page {number}: code {code} of {font.BaseFont}"
        for font, codes in shown_codes(s).values()
        for code, number in codes.items()
        if code not in to_unicode(font)
    ]


def no_missing_glyph_is_shown(s: Structure) -> list[str]:
    return [
        f"page {codes[0]}: {font.BaseFont} shows its .notdef"
        for font, codes in shown_codes(s).values()
        if 0 in codes
    ]


def glyphs_are_mapped(s: Structure) -> list[str]:
    return [
        f"{font.BaseFont} (object {font.objgen[0]})"
        for font in fonts_of(s)
        if _inner(font).get("/Subtype") == "/CIDFontType2"
        and not (
            _inner(font).get("/CIDToGIDMap") == "/Identity"
            or isinstance(_inner(font).get("/CIDToGIDMap"), pikepdf.Stream)
        )
    ]


def widths_are_those_of_the_program(s: Structure) -> list[str]:
    found = []
    for font in fonts_of(s):
        program = _program(font)
        if program is None or _inner(font).get("/Subtype") != "/CIDFontType2":
            continue
        read = TTFont(io.BytesIO(program.read_bytes()), lazy=True)
        scale, order, metrics = 1000 / read["head"].unitsPerEm, read.getGlyphOrder(), read["hmtx"].metrics
        for code, width in _widths(_inner(font)).items():
            real = metrics[order[code]][0] * scale if code < len(order) else None
            if real is None or abs(real - width) > 1:
                found.append(f"{font.BaseFont}: glyph {code} is {width} wide, {real} in the program")
    return found


def _widths(font: pikepdf.Object) -> dict[int, float]:
    widths, items = {}, list(font.get("/W", []))
    while items:
        first = int(items.pop(0))
        following = items.pop(0)
        if isinstance(following, pikepdf.Array):
            widths.update({first + n: float(width) for n, width in enumerate(following)})
        else:
            width = float(items.pop(0))
            widths.update(dict.fromkeys(range(first, int(following) + 1), width))
    return widths


def each_subset_has_its_name(s: Structure) -> list[str]:
    programs = defaultdict(set)
    for font in fonts_of(s):
        program = _program(font)
        if program is not None:
            programs[str(font.BaseFont)].add(hashlib.sha256(program.read_bytes()).digest())
            if str(_inner(font).FontDescriptor.FontName) != str(font.BaseFont):
                programs[str(font.BaseFont)].add(b"another name in its descriptor")
    return [f"{name} names {len(found)} subsets" for name, found in programs.items() if len(found) > 1]


FONTS = (
    ("10-001", shown_text_is_known),
    ("31-004, 31-005", glyphs_are_mapped),
    ("31-009", fonts_are_embedded),
    ("31-016", widths_are_those_of_the_program),
    ("31-027", fonts_have_unicode),
    ("31-028, 31-029", unicode_is_of_characters),
    ("31-030", no_missing_glyph_is_shown),
    ("ISO 32000-1 9.6.4", each_subset_has_its_name),
)
