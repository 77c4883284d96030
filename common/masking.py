"""Keeps the secrets that stand in addresses out of the logs: private feeds, invitations, links that stop alerts."""

from __future__ import annotations

import logging
import re

# The secret is the part of the path after these words; tests/common/test_masking.py holds every route to it.
_SECRETS = re.compile(r"((?<!/me)/(?:feeds/[\w-]+|people/(?:invitation|address)|alerts/stop)/)[^/\s?#\"'.]+")


def masked(text: str) -> str:
    """Return a text with every secret of an address in it replaced by three dots."""
    return _SECRETS.sub(r"\1...", text)


class SecretsMasked(logging.Filter):
    """A filter for loggers and handlers: what they write names no secret; it drops nothing."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Mask the message of a record where it holds a secret."""
        said = record.getMessage()
        safe = masked(said)
        if safe != said:
            record.msg, record.args = safe, ()
        return True
