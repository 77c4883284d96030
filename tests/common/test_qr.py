"""QR codes are drawings that scale, with their quiet zone."""

import pytest
from lxml import etree

from common.qr import QUIET_ZONE, qr_svg

ADDRESS = "https://desk.demo-coalition.example/p/"


def test_a_code_is_drawn_on_white_with_its_quiet_zone_and_the_same_each_time():
    drawn = etree.fromstring(qr_svg(ADDRESS).encode())
    wide = int(drawn.get("viewBox").split()[2])
    assert drawn.get("width") is None
    background, code = drawn
    assert background.get("fill") == "#fff"
    # The first finder pattern begins where the quiet zone ends.
    assert code.get("d").startswith(f"M{QUIET_ZONE} {QUIET_ZONE}.5h7")
    assert wide == 29 + 2 * QUIET_ZONE
    assert qr_svg(ADDRESS) == qr_svg(ADDRESS)


def test_what_no_code_can_hold_is_refused():
    with pytest.raises(ValueError, match=r"."):
        qr_svg("x" * 5000)
