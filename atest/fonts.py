"""Latin subsets of the desk's typefaces for the screen, derived from the font packages into VAR_DIR.

The full fonts go into PDFs; a browser gets eight small files instead of megabytes.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FACES = ("Regular", "It", "Semibold", "Bold")
# Letters of names in use here, punctuation, arrows and the signs of tables; see `_WANTED` when one is missing.
_RANGES = (
    (0x20, 0x7E),
    (0xA0, 0x17F),
    (0x2010, 0x2027),
    (0x2030, 0x203A),
    (0x2070, 0x2089),
)
_WANTED = (0x20AC, 0x2116, 0x2122, 0x2190, 0x2191, 0x2192, 0x2193, 0x2212, 0x2215, 0x2260, 0x2264, 0x2265)
_FEATURES = (
    "kern",
    "liga",
    "mark",
    "mkmk",
    "ccmp",
    "locl",
    "lnum",
    "tnum",
    "pnum",
    "onum",
    "frac",
    "sups",
    "case",
)
# Changes whenever the same source would give another subset.
RECIPE = "1"


def sources() -> dict[str, Path]:
    """Return the full font file of each face, by the name of the subset to be made from it."""
    families = {
        "SourceSansPro": Path(font_source_sans_pro.font_directory),
        "SourceSerifPro": Path(font_source_serif_pro.font_directory),
    }
    return {
        f"{family}-{face}.woff2": folder / f"{family}-{face}.ttf"
        for family, folder in families.items()
        for face in FACES
    }


def make(var_dir: Path, report: Callable[[str], None]) -> int:
    """Derive every missing or outdated subset into `var_dir`/fonts/fonts and return how many were made.

    Each file's recipe and source are remembered beside it, so a second run reads, compares and does nothing.
    Raises OSError or fontTools errors as they come; a file is moved in whole or not at all.
    """
    target = var_dir / "fonts" / "fonts"
    target.mkdir(parents=True, exist_ok=True)
    ledger = target.parent / "made.json"
    made = json.loads(ledger.read_text(encoding="utf-8")) if ledger.exists() else {}
    count = 0
    for name, source in sources().items():
        digest = hashlib.sha256(RECIPE.encode() + source.read_bytes()).hexdigest()
        if made.get(name) == digest and (target / name).exists():
            continue
        _subset(source, target / name)
        made[name] = digest
        ledger.write_text(json.dumps(made, indent=1, sort_keys=True), encoding="utf-8")
        count += 1
        report(f"{name}: {(target / name).stat().st_size // 1024} KB")
    _copy_licenses(target)
    return count


def _subset(source: Path, target: Path) -> None:
    options = Options()
    options.flavor = "woff2"
    options.layout_features = list(_FEATURES)
    options.hinting = False
    options.desubroutinize = True
    options.notdef_outline = True
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    with TTFont(source, lazy=True) as font:
        subsetter = Subsetter(options)
        subsetter.populate(
            unicodes=[code for low, high in _RANGES for code in range(low, high + 1)] + list(_WANTED)
        )
        subsetter.subset(font)
        font.flavor = "woff2"
        temporary = target.with_suffix(".part")
        font.save(temporary)
    temporary.replace(target)


def _copy_licenses(target: Path) -> None:
    for name, package in (("Sans", font_source_sans_pro), ("Serif", font_source_serif_pro)):
        license_file = Path(package.font_directory) / "LICENSE.txt"
        if license_file.exists():
            shutil.copyfile(license_file, target / f"LICENSE-Source{name}Pro.txt")
