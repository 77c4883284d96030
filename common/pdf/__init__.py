"""HTML to tagged PDF: the only place that imports WeasyPrint and pikepdf.

A document is printed from its own HTML, its own stylesheets and the two font families, and from
nothing else: no file and no network address can be named in it. What WeasyPrint leaves short of
PDF/UA-1 is mended before the file is written, and any warning it gives stops the print.
"""

from common.pdf.errors import AssetRefusedError, LayoutError, PdfError
from common.pdf.joining import Part, join, place_in, prepare
from common.pdf.printer import Laid, Printed, html_to_pdf, lay_out
from common.pdf.process import settle_for_many_prints
from common.pdf.versions import library_versions

__all__ = [
    "AssetRefusedError",
    "Laid",
    "LayoutError",
    "Part",
    "PdfError",
    "Printed",
    "html_to_pdf",
    "join",
    "lay_out",
    "library_versions",
    "place_in",
    "prepare",
    "settle_for_many_prints",
]
