"""`python -m tests.bench [words]`: run the benchmarks, or those whose names hold one of the words."""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path


def main(words: list[str]) -> int:
    """Print a line for each benchmark; 1 when one is slower than it may be."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "atest.settings")
    from atest import embedded

    embedded.ensure_for_command(["tests.bench", "bench"])
    import django

    django.setup()
    from tests.bench import harness

    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        importlib.import_module(f"tests.bench.{path.stem}")
    too_slow = False
    for one in harness.registered():
        if words and not any(word in one.name for word in words):
            continue
        try:
            result = harness.measure(one)
        except harness.LeftOutError as reason:
            print(f"{one.name}: left out, {reason}")
            continue
        print(harness.line(result), flush=True)
        too_slow = too_slow or result.is_too_slow
    return int(too_slow)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
