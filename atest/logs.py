"""What is logged, and where."""

from __future__ import annotations

from typing import Any


def to_console(level: str) -> dict[str, Any]:
    """Return the logging configuration: lines on the console from `level` up, without the secrets of addresses."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
        # Secrets stand in addresses, and whatever fails is logged with its address.
        "filters": {"secrets": {"()": "common.masking.SecretsMasked"}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["secrets"]}
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            "django": {"level": "INFO"},
            # The development server's own lines, one a request.
            "django.server": {"level": "INFO", "handlers": ["console"], "propagate": False},
            "httpx": {"level": "WARNING"},
            # Each retry of a request; what came of it in the end is told by whoever asked.
            "stamina": {"level": "ERROR"},
            "fontTools": {"level": "WARNING"},
            "pikepdf": {"level": "WARNING"},
            "weasyprint": {"level": "WARNING"},
        },
    }
