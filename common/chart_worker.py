"""Draws charts in a process of its own: Vega-Lite specifications in, SVG out, both as JSON lists.

Run as `python -m common.chart_worker`. The drawing engine hangs in a forked child, so nothing that serves
pages or works through the queue may load it; this small program is started fresh instead.
"""

from __future__ import annotations

import json
import sys

import font_source_sans_pro
import vl_convert


def main() -> None:
    """Draw each specification read from standard input; the fonts are ours, the network is closed."""
    vl_convert.register_font_directory(font_source_sans_pro.font_directory)
    specs = json.load(sys.stdin)
    drawings = [vl_convert.vegalite_to_svg(spec, allowed_base_urls=[]) for spec in specs]
    json.dump(drawings, sys.stdout)


if __name__ == "__main__":
    main()
