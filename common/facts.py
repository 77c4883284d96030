"""Loading the tables of facts we ship: read again only when a file has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from common.models import LoadedFacts


def digest_of(paths: Sequence[Path]) -> str:
    """Return one sha256 over the names and contents of the files, in the given order."""
    whole = hashlib.sha256()
    for path in paths:
        whole.update(path.name.encode())
        whole.update(path.read_bytes())
    return whole.hexdigest()


def load_when_changed(name: str, paths: Sequence[Path], load: Callable[[], str]) -> str:
    """Run `load` in one transaction unless the same files were loaded before; return its line of summary.

    Whatever `load` raises leaves the database as it was.
    """
    digest = digest_of(paths)
    if LoadedFacts.objects.filter(name=name, digest=digest).exists():
        return f"{name}: unchanged"
    with transaction.atomic():
        summary = load()
        LoadedFacts.objects.update_or_create(
            name=name, defaults={"digest": digest, "loaded_at": timezone.now()}
        )
    return f"{name}: {summary}"
