"""The two families on paper, Source Serif and Source Sans, from their packages, embedded whole in use."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro

SCHEME = "font:"

# (family in CSS, package, file stem, weight, style)
FACES = (
    ("Source Serif Pro", font_source_serif_pro, "SourceSerifPro-Regular", 400, "normal"),
    ("Source Serif Pro", font_source_serif_pro, "SourceSerifPro-It", 400, "italic"),
    ("Source Serif Pro", font_source_serif_pro, "SourceSerifPro-Semibold", 600, "normal"),
    ("Source Serif Pro", font_source_serif_pro, "SourceSerifPro-Bold", 700, "normal"),
    ("Source Sans Pro", font_source_sans_pro, "SourceSansPro-Regular", 400, "normal"),
    ("Source Sans Pro", font_source_sans_pro, "SourceSansPro-It", 400, "italic"),
    ("Source Sans Pro", font_source_sans_pro, "SourceSansPro-Semibold", 600, "normal"),
    ("Source Sans Pro", font_source_sans_pro, "SourceSansPro-SemiboldIt", 600, "italic"),
    ("Source Sans Pro", font_source_sans_pro, "SourceSansPro-Bold", 700, "normal"),
)


def stylesheet() -> str:
    """Return the @font-face rules, whose addresses only our fetcher understands."""
    return "\n".join(
        f'@font-face {{ font-family: "{family}"; src: url("{SCHEME}{stem}"); '
        f"font-weight: {weight}; font-style: {style}; }}"
        for family, _, stem, weight, style in FACES
    )


@cache
def files() -> dict[str, bytes]:
    """Return the font files by the name the stylesheet uses. Raises FileNotFoundError when one is missing."""
    return {
        f"{SCHEME}{stem}": (Path(package.font_directory) / f"{stem}.ttf").read_bytes()
        for _, package, stem, _, _ in FACES
    }
