"""Readers of the environment: each refuses a bad or missing value by its name."""

from __future__ import annotations

import os
import sys
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

TRUE_WORDS = {"1", "true", "yes", "on"}
FALSE_WORDS = {"0", "false", "no", "off", ""}


class SettingError(RuntimeError):
    """A setting is missing or cannot be read; the message names it."""


def load_file(path: Path) -> None:
    """Read lines of NAME=value from `path`, where it exists; what the environment already says wins.

    Blank lines and lines that begin with # are left out; quotes around a value are taken off.
    Raises SettingError with the number of a line that is neither; its words stay unsaid, they may be a secret's.
    """
    if not path.exists():
        return
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name, equals, value = line.removeprefix("export ").partition("=")
        if not equals or not name.strip().isidentifier():
            raise SettingError(f"{path}, line {number}: expected NAME=value.")
        value = value.strip()
        if value[:1] in {'"', "'"} and value[-1:] == value[:1] and len(value) > 1:
            value = value[1:-1]
        os.environ.setdefault(name.strip(), value)


def text(name: str, default: str | None = None) -> str:
    """Return the value of `name`, or `default`; raise SettingError when neither is there."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise SettingError(f"{name} is not set. See .env.example for what it means.")
    return default


def boolean(name: str, *, default: bool = False) -> bool:
    """Return `name` as true or false (1/true/yes/on, 0/false/no/off)."""
    value = os.environ.get(name)
    if value is None:
        return default
    word = value.strip().lower()
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise SettingError(f"{name} must be one of 1, true, yes, on, 0, false, no, off; it is {value!r}.")


def integer(name: str, default: int, *, low: int, high: int) -> int:
    """Return `name` as a whole number between `low` and `high`, both included."""
    value = text(name, str(default))
    try:
        number = int(value)
    except ValueError:
        raise SettingError(f"{name} must be a whole number; it is {value!r}.") from None
    if not low <= number <= high:
        raise SettingError(f"{name} must be between {low} and {high}; it is {number}.")
    return number


def choice(name: str, default: str, *, allowed: tuple[str, ...]) -> str:
    """Return `name` in capitals, which must be one of `allowed`."""
    value = text(name, default).upper()
    if value not in allowed:
        raise SettingError(f"{name} must be one of {', '.join(allowed)}; it is {value!r}.")
    return value


def words(name: str, default: str = "") -> list[str]:
    """Return `name` as a list, split at commas, empty items dropped."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def periods(name: str) -> tuple[tuple[date, date], ...]:
    """Return `name` as periods of days, both ends included: 2026-08-01/2026-09-07, several split at commas."""
    return tuple(_period(name, word) for word in words(name))


def _period(name: str, word: str) -> tuple[date, date]:
    first, _, last = word.partition("/")
    try:
        found = date.fromisoformat(first.strip()), date.fromisoformat(last.strip())
    except ValueError:
        raise SettingError(
            f"{name} must name periods such as 2026-08-01/2026-09-07, split at commas; {word!r} is none."
        ) from None
    if found[0] > found[1]:
        raise SettingError(f"{name}: the period {word!r} ends before it begins.")
    return found


def address(name: str, default: str, *, schemes: tuple[str, ...] = ("https", "http")) -> str:
    """Return `name` as an address with one of `schemes` and a host, without a trailing slash.

    A refusal does not repeat the value: addresses of databases carry their passwords.
    """
    value = text(name, default)
    if not value:
        return value
    parts = urlsplit(value)
    if parts.scheme not in schemes or not (parts.netloc or parts.path.startswith("/")):
        raise SettingError(
            f"{name} must be an address that starts with {' or '.join(s + '://' for s in schemes)}."
        )
    return value.rstrip("/")


def folder(name: str, default: Path) -> Path:
    """Return `name` as an absolute path."""
    return Path(text(name, str(default))).expanduser().resolve()


# Every command passes through here, so .env means the same to all of them. Tests do not depend on it.
if "pytest" not in sys.modules:
    load_file(Path(__file__).resolve().parent.parent / ".env")
