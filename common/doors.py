"""The one way a door (a view, a command) hands work to the worker."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.db import transaction


def send(task: Any, *args: str) -> None:
    """Send `task` once the transaction has committed.

    A queue that is down is logged and breaks no page: the Job row is there, and the sweep sends it again.
    """
    transaction.on_commit(partial(task.delay, *args), robust=True)
