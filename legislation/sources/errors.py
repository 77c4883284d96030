"""What can go wrong with a source of bills; each message is one sentence that can be shown as it is."""

# ruff: noqa: N818 - the errors are named for what is wrong

from collections.abc import Iterator
from contextlib import contextmanager

from common import http


class SourceError(Exception):
    """A source did not give a bill. `stops_run` says that the next bill would fare no better."""

    stops_run = False


class UnknownBill(SourceError):
    """The source has no such bill."""


class WrongKey(SourceError):
    """The source refuses our key, or there is none."""

    stops_run = True


class SourceBusy(SourceError):
    """The source asks us to wait; `retry_after` is in seconds, None when it does not say."""

    stops_run = True

    def __init__(self, message: str, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class SourceUnavailable(SourceError):
    """The source cannot be reached, or fails by itself. Only no network at all, or a breaker, stops a run."""

    def __init__(self, message: str, *, stops_run: bool = False) -> None:
        super().__init__(message)
        self.stops_run = stops_run


class Unreadable(SourceError):
    """A file, or a bill in it, that cannot be read; the message names it and the reason."""

    def __init__(self, name: str, reason: str) -> None:
        self.name = name
        self.reason = reason
        super().__init__(f"{name}: {reason}")


class BadSourceAnswer(SourceError):
    """The source answered with something that is no bill."""


@contextmanager
def told_as_source_error(wrong_key: str, unknown: str) -> Iterator[None]:
    """Turn what the HTTP door raises into the errors above; the two texts are for 401/403 and 404."""
    try:
        yield
    except http.NotFound as error:
        raise UnknownBill(unknown) from error
    except http.Refused as error:
        because = f" ({error.code})" if error.code else ""
        raise WrongKey(f"{wrong_key}{because}") from error
    except http.RateLimited as error:
        raise SourceBusy(str(error), error.retry_after) from error
    except http.BudgetSpent as error:
        raise SourceBusy(str(error), error.free_in) from error
    except (http.Unreachable, http.CircuitOpen) as error:
        raise SourceUnavailable(str(error), stops_run=True) from error
    except http.ServerTrouble as error:
        raise SourceUnavailable(str(error)) from error
    except http.OutsideError as error:
        raise BadSourceAnswer(str(error)) from error
