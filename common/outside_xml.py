"""XML that comes from outside: no entities, no external files, no network."""

from __future__ import annotations

from typing import Any

from lxml import etree


class UnsafeXml(ValueError):  # noqa: N818 - named for what is wrong
    """XML that is not read; the message says why, after "it"."""


def parser(*, remove_blank_text: bool = False) -> etree.XMLParser:
    """Return a parser that resolves nothing and reaches nothing."""
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_blank_text=remove_blank_text,
        remove_comments=True,
        remove_pis=True,
    )


def root_of(data: bytes) -> etree._Element:
    """Read XML that may name its document type but defines nothing of its own. Raises UnsafeXml."""
    try:
        root = etree.fromstring(data, parser())
    except (etree.XMLSyntaxError, ValueError) as error:
        raise UnsafeXml(f"is not well-formed XML ({error})") from error
    kind: Any = root.getroottree().docinfo.internalDTD
    if kind is not None and (list(kind.iterentities()) or list(kind.iterelements())):
        raise UnsafeXml("defines entities")
    return root
