"""QR codes as drawings: the only importer of segno."""

from __future__ import annotations

import io

import segno

# The quiet zone that scanners need around the code, in modules (ISO/IEC 18004).
QUIET_ZONE = 4


def qr_svg(address: str) -> str:
    """Return `address` as a QR code, an SVG drawing in black on white with its quiet zone, without a size of its own.

    Error correction is level M, or a higher one where it costs no more room. Equal addresses give equal drawings.
    Raises ValueError for an address too long for a QR code.
    """
    drawn = io.BytesIO()
    segno.make_qr(address, error="m").save(
        drawn,
        kind="svg",
        border=QUIET_ZONE,
        light="#fff",
        omitsize=True,
        xmldecl=False,
        svgclass=None,
        lineclass=None,
    )
    return drawn.getvalue().decode()
