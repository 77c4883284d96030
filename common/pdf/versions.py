"""The versions of what decides the bytes of a print, read from the libraries that are loaded."""

from __future__ import annotations

import zlib
from functools import cache
from importlib.metadata import version

import pikepdf
import pydyf  # type: ignore[import-untyped]
import weasyprint
from weasyprint.text import ffi as libraries

# WeasyPrint declares of these libraries only what it calls itself.
VERSION_CALLS = "const char *hb_version_string(void); int FcGetVersion(void);"


@cache
def library_versions() -> dict[str, str]:
    """Return the versions that decide the bytes of a print, for its manifest: equal ones give equal bytes."""
    libraries.ffi.cdef(VERSION_CALLS)
    pango = libraries.pango.pango_version()
    harfbuzz = libraries.ffi.string(libraries.harfbuzz.hb_version_string()).decode()
    return {
        "weasyprint": weasyprint.__version__,
        "pydyf": pydyf.__version__,
        "pikepdf": version("pikepdf"),
        "qpdf": pikepdf.__libqpdf_version__,
        "pango": _dotted(pango),
        "harfbuzz": harfbuzz,
        "fontconfig": _dotted(libraries.fontconfig.FcGetVersion()),
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }


def _dotted(number: int) -> str:
    return f"{number // 10000}.{number // 100 % 100}.{number % 100}"
