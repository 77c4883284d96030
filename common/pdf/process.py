"""A process that prints many files."""

from __future__ import annotations

import gc

# A print makes and drops hundreds of thousands of small objects; at Python's own pace, a tenth of the time of a print
# goes into looking for what can be dropped. The memory of a process stays the same.
THRESHOLDS = (50_000, 20, 100)


def settle_for_many_prints() -> None:
    """Let Python look for unused memory less often; what is loaded by now is left out of the looking."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*THRESHOLDS)
