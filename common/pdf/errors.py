"""What can go wrong when a document is printed; each message is fit to be shown."""

from __future__ import annotations


class PdfError(Exception):
    """A document could not be printed."""


class AssetRefusedError(PdfError):
    """The document names a file or an address that was not handed to the printer."""


class LayoutError(PdfError):
    """WeasyPrint warned about the document, or its structure cannot be made accessible."""
