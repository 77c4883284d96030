"""The print itself: lay out, collect every warning, mend the structure, write the bytes."""

from __future__ import annotations

import hashlib
import logging
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache, partial
from html import unescape
from pathlib import Path
from typing import Any

import weasyprint
from weasyprint.logger import LOGGER, PROGRESS_LOGGER
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from common.pdf import fonts, glyphs
from common.pdf.errors import AssetRefusedError, LayoutError
from common.pdf.fetcher import NamedAssets
from common.pdf.finish import finish

VARIANT = "pdf/ua-1"
_TAG = re.compile(r"<[^>]*>")
# Its warnings must reach us whatever the server's log level is, and are raised, so the log need not repeat them.
LOGGER.setLevel(logging.WARNING)
LOGGER.propagate = False
PROGRESS_LOGGER.setLevel(logging.WARNING)


@dataclass(frozen=True)
class Printed:
    """A finished file: its bytes, its number of pages, and the page (from 1) of each anchor.

    A part that is yet to be joined bears no file id; `file_id` is the one its joined file gets when it is the first.
    """

    data: bytes
    page_count: int
    pages_by_anchor: Mapping[str, int]
    file_id: bytes = b""

    @property
    def sha256(self) -> str:
        """The digest of the bytes, in hexadecimal."""
        return hashlib.sha256(self.data).hexdigest()


@dataclass(frozen=True)
class Laid:
    """A document set in pages but not yet written: its number of pages, and the page (from 1) of each anchor."""

    document: Any
    page_count: int
    pages_by_anchor: Mapping[str, int]

    def write(
        self, *, title: str, created: datetime, identifier: str, lang: str = "en-US", part: str = ""
    ) -> Printed:
        """Return the tagged file (PDF/UA-1). A document is written once: its structure is mended in place.

        `created` and `identifier` come from the document's data, so that the same input gives the same bytes.
        `part` starts the ids of table headers, so that parts can be joined without a clash. Raises LayoutError.
        """
        file_id = hashlib.sha256(identifier.encode()).hexdigest()[:32].encode()
        metadata = self.document.metadata
        metadata.title, metadata.lang = title, lang
        metadata.created = metadata.modified = created.strftime("%Y-%m-%dT%H:%M:%SZ")
        with _complaints_raised():
            data = self.document.write_pdf(
                finisher=partial(finish, part=part),
                pdf_variant=VARIANT,
                # To write one, everything is compressed a second time.
                pdf_identifier=None if part else file_id,
            )
        return Printed(data, self.page_count, self.pages_by_anchor, file_id)


def lay_out(html: str, *, stylesheets: Sequence[Path], images: Mapping[str, bytes] | None = None) -> Laid:
    """Set `html` in US Letter pages.

    `images` are the only pictures it may name, by address (`image:chart-1.svg`). Raises AssetRefusedError for
    anything else it names, LayoutError for any warning and for a character that our fonts lack.
    """
    _require_glyphs(html, images or {})
    with _complaints_raised():
        document = _render(html, tuple(stylesheets), images or {})
    return Laid(document, len(document.pages), _anchors(document))


def _require_glyphs(html: str, images: Mapping[str, bytes]) -> None:
    """Refuse what the fonts lack, in the text and in the words of drawings."""
    drawn = (data.decode("utf-8", "replace") for name, data in images.items() if name.endswith(".svg"))
    for source in (html, *drawn):
        text = unescape(_TAG.sub(" ", source))
        if missing := glyphs.unprintable(text):
            words = glyphs.around(text, missing[0])
            raise LayoutError(f"The fonts of our papers have no {glyphs.named(missing)}: “{words}”.")


def html_to_pdf(
    html: str,
    *,
    stylesheets: Sequence[Path],
    title: str,
    created: datetime,
    identifier: str,
    lang: str = "en-US",
    images: Mapping[str, bytes] | None = None,
    part: str = "",
) -> Printed:
    """Print `html` as a tagged US Letter PDF (PDF/UA-1): `lay_out`, then `Laid.write`."""
    laid = lay_out(html, stylesheets=stylesheets, images=images)
    return laid.write(title=title, created=created, identifier=identifier, lang=lang, part=part)


def _render(html: str, stylesheets: tuple[Path, ...], images: Mapping[str, bytes]) -> Any:
    marks = tuple((path, path.stat().st_mtime_ns) for path in stylesheets)
    font_config, sheets = _style(marks, threading.get_ident())
    source = weasyprint.HTML(string=html, url_fetcher=NamedAssets(images))
    return source.render(font_config=font_config, stylesheets=list(sheets), pdf_variant=VARIANT)


@lru_cache(maxsize=8)
def _style(marks: tuple[tuple[Path, int], ...], _thread: int) -> tuple[Any, tuple[Any, ...]]:
    """Return the fonts and the parsed stylesheets; read once, for reading them takes as long as setting a page.

    A changed stylesheet is read again, and no thread uses another's.
    """
    fetcher = NamedAssets(fonts.files())
    font_config = FontConfiguration()
    texts = [fonts.stylesheet(), *(path.read_text(encoding="utf-8") for path, _ in marks)]
    sheets = (weasyprint.CSS(string=text, font_config=font_config, url_fetcher=fetcher) for text in texts)
    return font_config, tuple(sheets)


def _anchors(document: Any) -> dict[str, int]:
    found: dict[str, int] = {}
    for number, page in enumerate(document.pages, start=1):
        for name in page.anchors:
            found.setdefault(name, number)
    return found


class _Complaints(logging.Handler):
    """Collects WeasyPrint's warnings of one thread: another thread's print is not ours to judge."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.thread = threading.get_ident()
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self.thread:
            self.messages.append(record.getMessage())


@contextmanager
def _complaints_raised() -> Iterator[None]:
    """Turn every warning into a LayoutError, and WeasyPrint's fatal error, a BaseException, into ours."""
    handler = _Complaints()
    LOGGER.addHandler(handler)
    try:
        yield
    except FatalURLFetchingError as error:
        raise AssetRefusedError(
            f"The document names {str(error)!r}, which was not handed to the printer."
        ) from error
    finally:
        LOGGER.removeHandler(handler)
    if handler.messages:
        raise LayoutError("WeasyPrint warned: " + "; ".join(dict.fromkeys(handler.messages)))
