"""The import contracts know every private room there is."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

BASE_DIR = Path(__file__).resolve().parent.parent.parent
APPS = ["briefings", "outreach", "priorities", "appropriations", "legislation", "decisions", "members"]
PRIVATE = (
    "adapter admin exports feeds filters forms management middleware panels querysets receivers render tasks urls "
    "views"
)
# Who is inside the coalition is asked in one place, by the querysets of the apps above too.
# The door of private feeds is hung by whichever app has one. What minutes and letters look like is printed in packets.
OPEN = {"decisions.querysets", "decisions.render", "members.feeds"}


@pytest.mark.parametrize("app", APPS)
def test_every_private_room_is_closed_to_other_apps(app):
    contracts = tomllib.loads((BASE_DIR / "importlinter.toml").read_text(encoding="utf-8"))["tool"][
        "importlinter"
    ]
    closed = {
        module
        for contract in contracts["contracts"]
        if contract["type"] == "protected" and "atest" in contract["allowed_importers"]
        for module in contract["protected_modules"]
    }
    rooms = {
        f"{app}.{room}"
        for room in PRIVATE.split()
        if (BASE_DIR / app / f"{room}.py").exists() or any((BASE_DIR / app / room).rglob("*.py"))
    }
    assert rooms - closed - OPEN == set()
