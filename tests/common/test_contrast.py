"""Every pair of a text color and its ground passes WCAG AA, by day and by night, read from tokens.css."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from common.charts import PALETTE

CSS = Path(__file__).resolve().parents[2] / "static" / "css"
TOKEN = re.compile(r"--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)", re.IGNORECASE)
GROUNDS = ("paper", "raised", "sunk")
TEXT_PAIRS = [
    *(
        (text, ground)
        for text in ("ink", "quiet", "accent", "accent-strong", "gold", "warn")
        for ground in GROUNDS
    ),
    *((text, "accent-wash") for text in ("ink", "quiet", "accent", "accent-strong")),
    *((text, "gold-wash") for text in ("ink", "gold", "quiet")),
    *((text, "warn-wash") for text in ("ink", "warn", "quiet")),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("paper", "ink"),
    # Figures inside the head of a chart's bar.
    ("paper", "accent"),
    *(("on-step-light", f"step-{step}") for step in range(3)),
    *(("on-step-dark", f"step-{step}") for step in (3, 4)),
]
# Borders of fields, marks of the track, focus: 3 to 1 (WCAG 1.4.11).
LINE_PAIRS = [(line, ground) for line in ("edge", "accent", "gold", "warn") for ground in GROUNDS]


def tokens() -> dict[str, tuple[str, str]]:
    text = (CSS / "tokens.css").read_text(encoding="utf-8")
    return {name: (day, night) for name, day, night in TOKEN.findall(text)}


def luminance(color: str) -> float:
    def linear(part: int) -> float:
        value = part / 255
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(color[index : index + 2], 16)) for index in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_formula_knows_black_on_white():
    assert round(contrast("#000000", "#ffffff"), 1) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS, ids=lambda value: value)
def test_text_can_be_read_on_its_ground(text, ground, theme):
    known = tokens()
    assert contrast(known[text][theme], known[ground][theme]) >= 4.5


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("line", "ground"), LINE_PAIRS, ids=lambda value: value)
def test_lines_that_mean_something_can_be_seen(line, ground, theme):
    known = tokens()
    assert contrast(known[line][theme], known[ground][theme]) >= 3


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_the_steps_of_a_map_go_one_way_in_lightness(theme):
    known = tokens()
    steps = [luminance(known[f"step-{step}"][theme]) for step in range(5)]
    assert steps == sorted(steps, reverse=theme == 0)


def test_charts_on_paper_use_the_light_tokens():
    known = tokens()
    assert {name: known[name][0] for name in PALETTE} == PALETTE


def test_every_token_that_a_style_names_exists():
    defined = set(re.findall(r"(--[\w-]+)\s*:", (CSS / "tokens.css").read_text(encoding="utf-8")))
    for sheet in CSS.glob("*.css"):
        if sheet.name in {"packet.css", "packet-screen.css"}:
            continue
        text = sheet.read_text(encoding="utf-8")
        own = set(re.findall(r"(--[\w-]+)\s*:", text))
        used = set(re.findall(r"var\((--[\w-]+)", text))
        assert used <= defined | own, f"{sheet.name}: {used - defined - own}"


def test_colors_stand_in_the_tokens_only():
    for sheet in CSS.glob("*.css"):
        # Paper has no tokens: it is one color scheme, in gray if need be. Nor do mail programs know any.
        if sheet.name in {
            "tokens.css",
            "packet.css",
            "packet-screen.css",
            "packet-kinds.css",
            "letter.css",
            "minutes.css",
            "print.css",
            "track.css",
            "mail.css",
        }:
            continue
        colors = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", sheet.read_text(encoding="utf-8"))) - {"#fff"}
        assert not colors, f"{sheet.name}: {colors}"


def test_mail_has_the_colors_of_the_light_tokens():
    written = set(re.findall(r"#[0-9a-fA-F]{6}\b", (CSS / "mail.css").read_text(encoding="utf-8").lower()))
    tokens = (CSS / "tokens.css").read_text(encoding="utf-8").lower()
    assert {color for color in written if color not in tokens} == set()
