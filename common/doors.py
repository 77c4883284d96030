"""The one way a door (a view, a command) hands work to the worker."""

from __future__ import annotations

from typing import Any

from django.db import transaction


def send(task: Any, *args: str) -> None:
    """Send `task` once the transaction has committed.

    A queue that is down is logged and breaks no page: the Job row is there, and the sweep sends it again.
    """

    # A named function: Django logs what failed by its name, which a partial does not have.
    def hand_over() -> None:
        task.delay(*args)

    transaction.on_commit(hand_over, robust=True)
