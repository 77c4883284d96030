"""The one door to the outside: GET with time limits, a size cap, retries and a circuit breaker.

Secrets travel in headers only. Messages and logs of this module name the service and the path, never a
header or a query.
"""

import json
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from ipaddress import ip_address
from types import TracebackType
from typing import Any, Self
from urllib.parse import urlsplit

import httpx
import stamina

from common.outside import (
    BadAnswer,
    Breaker,
    BudgetSpent,
    CircuitOpen,
    Gate,
    NotFound,
    OutsideError,
    RateLimited,
    Refused,
    ServerTrouble,
    Unreachable,
)

__all__ = [
    "BadAnswer",
    "Breaker",
    "BudgetSpent",
    "CircuitOpen",
    "Fetched",
    "Gate",
    "HttpClient",
    "NotFound",
    "OutsideError",
    "Policy",
    "RateLimited",
    "Refused",
    "ServerTrouble",
    "Unreachable",
]
logger = logging.getLogger(__name__)

USER_AGENT = "ATEST-Policy-Desk/0.1"
# httpx writes the whole address, query included, at INFO.
logging.getLogger("httpx").setLevel(logging.WARNING)


@dataclass(frozen=True)
class Policy:
    """How patient a client is; times are in seconds, `max_bytes` counts the unpacked answer."""

    connect_seconds: float = 10.0
    read_seconds: float = 30.0
    total_seconds: float = 90.0
    max_bytes: int = 32 * 1024 * 1024
    attempts: int = 4
    wait_first: float = 0.5
    wait_max: float = 20.0
    longest_retry_after: float = 60.0
    # More than the attempts of one call: a single broken address must not close the whole service.
    failures_to_open: int = 8
    open_seconds: float = 120.0


@dataclass(frozen=True)
class Fetched:
    """A body with what its server names this version by, for asking next time whether there is a newer one."""

    body: bytes
    etag: str = ""
    last_modified: str = ""


@dataclass
class HttpClient:
    """A client of one service; use it as a context manager, or close it.

    `service` is the name people know it by. Every method raises an OutsideError of the kind that fits, after
    the retries of its policy: no answer, trouble of the server, a cut-off answer and 429 are retried. Each
    attempt passes `gate`: a breaker of its own, or one that all processes share.
    """

    service: str
    base_url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    policy: Policy = field(default_factory=Policy)
    gate: Gate | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        parts = urlsplit(self.base_url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError(f"{self.service}: its address must begin with http:// or https://")
        self.base_url = self.base_url.rstrip("/")
        self._gate = self.gate or Breaker(self.policy.failures_to_open, self.policy.open_seconds)
        self._client = httpx.Client(
            headers={"User-Agent": USER_AGENT, **self.headers},
            timeout=httpx.Timeout(self.policy.read_seconds, connect=self.policy.connect_seconds),
            # A redirect could carry our key to another host.
            follow_redirects=False,
            trust_env=not _is_loopback(parts.hostname),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._client.close()

    def get_bytes(self, path: str, params: Mapping[str, str | int] | None = None) -> bytes:
        """GET `path` below the base address; returns the body, at most `max_bytes` of it."""
        return self._get(path, params or {}, as_json=False)[0].body

    def get_if_changed(self, path: str, *, etag: str = "", last_modified: str = "") -> Fetched | None:
        """GET `path` unless it is still the version named; None when it is (RFC 9110, section 13)."""
        named = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        conditions = {name: value for name, value in named.items() if value}
        fetched, _ = self._get(path, {}, as_json=False, conditions=conditions)
        return None if fetched is _UNCHANGED else fetched

    def get_json(self, path: str, params: Mapping[str, str | int] | None = None) -> Any:
        """GET `path` and read the answer as JSON; a cut-off or non-JSON answer is BadAnswer after retries."""
        return self._get(path, params or {}, as_json=True)[1]

    def _get(
        self,
        path: str,
        params: Mapping[str, str | int],
        *,
        as_json: bool,
        conditions: Mapping[str, str] | None = None,
    ) -> tuple[Fetched, Any]:
        policy = self.policy
        for attempt in stamina.retry_context(
            on=self._backoff,
            attempts=policy.attempts,
            timeout=None,
            wait_initial=policy.wait_first,
            wait_max=policy.wait_max,
            wait_jitter=policy.wait_first,
        ):
            with attempt:
                return self._once(path, params, conditions or {}, as_json=as_json)
        raise AssertionError("the last attempt returns or raises")

    def _backoff(self, error: Exception) -> bool | float:
        if isinstance(error, RateLimited):
            if error.retry_after is None:
                return True
            return error.retry_after if error.retry_after <= self.policy.longest_retry_after else False
        return isinstance(error, Unreachable | ServerTrouble | BadAnswer)

    def _once(
        self, path: str, params: Mapping[str, str | int], conditions: Mapping[str, str], *, as_json: bool
    ) -> tuple[Fetched, Any]:
        self._gate.enter(self.service)
        try:
            fetched = self._read(path, params, conditions)
            found = _json(self.service, path, fetched.body) if as_json else None
        except (Unreachable, ServerTrouble, BadAnswer) as error:
            self._gate.failed(self.service, error.reason)
            raise
        except (NotFound, Refused):
            self._gate.succeeded(self.service)
            raise
        except RateLimited as error:
            self._gate.asked_to_wait(self.service, error.retry_after)
            raise
        self._gate.succeeded(self.service)
        return fetched, found

    def _read(self, path: str, params: Mapping[str, str | int], conditions: Mapping[str, str]) -> Fetched:
        deadline = time.monotonic() + self.policy.total_seconds
        url = f"{self.base_url}/{path.lstrip('/')}"
        try:
            with self._client.stream("GET", url, params=dict(params), headers=dict(conditions)) as answer:
                if conditions and answer.status_code == httpx.codes.NOT_MODIFIED:
                    return _UNCHANGED
                body = self._body(answer, path, deadline)
                self._check(answer, path, body)
                named = answer.headers
                return Fetched(body, named.get("ETag", ""), named.get("Last-Modified", ""))
        except httpx.TimeoutException as error:
            raise Unreachable(self.service, f"did not answer in time ({path})") from error
        except httpx.RemoteProtocolError as error:
            raise BadAnswer(self.service, f"broke off its answer ({path})") from error
        except httpx.DecodingError as error:
            raise BadAnswer(self.service, f"sent an answer that cannot be unpacked ({path})") from error
        except httpx.ConnectError as error:
            raise Unreachable(self.service, "cannot be reached from this machine") from error
        except httpx.HTTPError as error:
            raise Unreachable(self.service, f"cannot be reached ({type(error).__name__})") from error

    def _body(self, answer: httpx.Response, path: str, deadline: float) -> bytes:
        parts, size = [], 0
        for part in answer.iter_bytes():
            size += len(part)
            if size > self.policy.max_bytes:
                megabytes = self.policy.max_bytes / (1024 * 1024)
                raise BadAnswer(self.service, f"sent more than {megabytes:.3g} MB ({path})")
            if time.monotonic() > deadline:
                raise Unreachable(
                    self.service, f"took longer than {self.policy.total_seconds:.0f} seconds ({path})"
                )
            parts.append(part)
        return b"".join(parts)

    def _check(self, answer: httpx.Response, path: str, body: bytes) -> None:
        status = answer.status_code
        logger.debug("%s answered %s to %s", self.service, status, path)
        if status == httpx.codes.OK:
            return
        if status in {401, 403}:
            code = _error_code(body)
            raise Refused(self.service, f"refused ({code or status})", status=status, code=code)
        if status in {404, 410}:
            raise NotFound(self.service, f"has nothing at {path}", status=status)
        if status == httpx.codes.TOO_MANY_REQUESTS:
            wait = _retry_after(answer.headers.get("Retry-After", ""))
            asked = "" if wait is None else f" for {wait:.0f} seconds"
            raise RateLimited(self.service, f"asks us to wait{asked}", retry_after=wait)
        if status >= httpx.codes.INTERNAL_SERVER_ERROR:
            raise ServerTrouble(self.service, f"has trouble of its own ({status}, {path})", status=status)
        raise BadAnswer(self.service, f"answered {status} ({path})", status=status)


_UNCHANGED = Fetched(b"")


def _json(service: str, path: str, body: bytes) -> Any:
    try:
        return json.loads(body)
    except ValueError as error:
        raise BadAnswer(service, f"sent an answer that is cut off or no JSON ({path})") from error


def _error_code(body: bytes) -> str:
    """Take the service's own short word for a refusal; the rest of its answer stays unread."""
    try:
        found = json.loads(body)
        code = found["error"]["code"]
    except (ValueError, KeyError, TypeError):
        return ""
    word = str(code)[:40]
    return word if word.replace("_", "").isalnum() else ""


def _retry_after(value: str) -> float | None:
    """Read Retry-After: seconds, or a date; None for anything else."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return float(value)
    try:
        when = parsedate_to_datetime(value)
    except ValueError:
        return None
    aware = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (aware - datetime.now(UTC)).total_seconds())


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
