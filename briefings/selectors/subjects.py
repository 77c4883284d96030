"""What a packet may be about, by kind."""

from __future__ import annotations


class UnknownSubject(LookupError):  # noqa: N818 - named for what is wrong
    """No packet can be about this; the message says why."""
