"""What a first run on this machine needs not be told: an address from PORT, and DEMO where nothing says production."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

from atest import embedded, env

# Whoever sets one of these means the site seriously; demo accounts and their relaxed sign-in stay away.
PRODUCTION_SETTINGS = ("SECRET_KEY", "EMAIL_HOST")


def apply() -> int:
    """Fill in PORT, SITE_URL and DEMO where they are not set; return the port. Raises SettingError for a bad one."""
    port = env.integer("PORT", 8000, low=1, high=65535)
    _default("PORT", str(port))
    _default("SITE_URL", f"http://localhost:{port}")
    is_local = urlsplit(env.address("SITE_URL", "")).hostname in embedded.LOCAL_HOSTS
    if is_local and not any(os.environ.get(name) for name in PRODUCTION_SETTINGS):
        _default("DEMO", "1")
    return port


def _default(name: str, value: str) -> None:
    if not os.environ.get(name):
        os.environ[name] = value
