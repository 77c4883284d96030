"""What can go wrong with an outside service, and the gate each call to one passes."""

# ruff: noqa: N818 - the errors are named for what is wrong

import time
from dataclasses import dataclass
from typing import Protocol


class OutsideError(Exception):
    """An outside service did not give what was asked; the message is one sentence that can be shown."""

    def __init__(self, service: str, reason: str, *, status: int | None = None) -> None:
        self.service = service
        self.reason = reason
        self.status = status
        super().__init__(f"{service}: {reason}")


class Unreachable(OutsideError):
    """No answer: no network, refused, or out of time."""


class ServerTrouble(OutsideError):
    """The service answered that it has trouble of its own (5xx)."""


class RateLimited(OutsideError):
    """The service asks us to wait (429); `retry_after` is in seconds, None when it does not say."""

    def __init__(self, service: str, reason: str, *, retry_after: float | None = None) -> None:
        super().__init__(service, reason, status=429)
        self.retry_after = retry_after


class NotFound(OutsideError):
    """There is nothing at this address (404, 410)."""


class Refused(OutsideError):
    """The service does not let us in (401, 403); `code` is its own word for why, when it gives one."""

    def __init__(self, service: str, reason: str, *, status: int, code: str = "") -> None:
        super().__init__(service, reason, status=status)
        self.code = code


class BadAnswer(OutsideError):
    """An answer that cannot be used: cut off, not the promised format, too large, redirected away."""


class CircuitOpen(OutsideError):
    """The service failed several times in a row; it is left alone for a while."""


class BudgetSpent(OutsideError):
    """The calls we allow ourselves are used up; `free_in` is in seconds."""

    def __init__(self, service: str, reason: str, *, free_in: float) -> None:
        super().__init__(service, reason)
        self.free_in = free_in


class Gate(Protocol):
    """Passed by each attempt at a call: says whether it may go out, and is told how it went."""

    def enter(self, service: str) -> None:
        """Let one call out; raises CircuitOpen or BudgetSpent."""

    def succeeded(self, service: str) -> None:
        """Hear that the service answered, were it with "there is nothing"."""

    def failed(self, service: str, reason: str) -> None:
        """Hear that it did not, or not with anything of use."""

    def asked_to_wait(self, service: str, seconds: float | None) -> None:
        """Hear that it asked us to wait, for so many seconds where it said."""


@dataclass
class Breaker:
    """Counts failures in a row; open, it lets nothing through until its time has passed. Of one process."""

    failures_to_open: int
    open_seconds: float
    failures: int = 0
    opened_at: float | None = None

    def seconds_left(self) -> float:
        """Return how long it stays open, zero when closed; time out and one call may try again."""
        if self.opened_at is None:
            return 0.0
        return max(0.0, self.opened_at + self.open_seconds - time.monotonic())

    def enter(self, service: str) -> None:
        """Let the call out; raises CircuitOpen while open."""
        left = self.seconds_left()
        if left:
            raise CircuitOpen(service, f"failed repeatedly; not asked again for {left:.0f} seconds")

    def succeeded(self, _service: str) -> None:
        """Close."""
        self.failures, self.opened_at = 0, None

    def failed(self, _service: str, _reason: str) -> None:
        """Count, and open after too many."""
        self.failures += 1
        if self.failures >= self.failures_to_open:
            self.opened_at = time.monotonic()

    def asked_to_wait(self, _service: str, _seconds: float | None) -> None:
        """Leave it to the retries."""
