"""The kinds of private feed there are: what each carries and where it is read, said by the app whose feed it is.

An app registers its kind in AppConfig.ready(); the page on which people make and end their addresses
(`/people/me/feeds/`) lists what is registered and knows none of the apps.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

# What opens a feed is its address, so the page that hands it out and whatever masks logs must agree on it.
PREFIX = "feeds/"


@dataclass(frozen=True)
class FeedKind:
    """One kind of private feed.

    `name` is a slug and part of the token's purpose; `path` makes the address within the site from a secret, under
    PREFIX; `offers` gives what a person may take or leave, as (value, label), all taken unless told. It is asked
    when it is needed: other apps may add to it after the kind was registered.
    """

    name: str
    title: str
    about: str
    path: Callable[[str], str]
    offers: Callable[[], Sequence[tuple[str, str]]] = tuple
    is_calendar: bool = False

    @property
    def purpose(self) -> str:
        """The purpose of its tokens."""
        return f"feed {self.name}"

    @property
    def choices(self) -> list[tuple[str, str]]:
        """What a person may take or leave today."""
        return list(self.offers())


_kinds: dict[str, FeedKind] = {}


def register(kind: FeedKind) -> None:
    """Add a kind of feed; registering the same name again replaces it."""
    _kinds[kind.name] = kind


def kinds() -> list[FeedKind]:
    """Return every kind by its title."""
    return sorted(_kinds.values(), key=lambda one: one.title)


def kind_named(name: str) -> FeedKind | None:
    """Return a kind by its name, or None."""
    return _kinds.get(name)
