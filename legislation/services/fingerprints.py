"""Keeping a sample of the words of each text that is here."""

from __future__ import annotations

from django.db.models import F, Q

from legislation import fingerprints
from legislation.models import BillText, TextFingerprint


def take_fingerprints() -> int:
    """Sample the texts that were not yet, or have changed since; return how many were. Safe to break off."""
    fresh = Q(fingerprint__digest=F("digest"), fingerprint__rules=fingerprints.RULES)
    waiting = list(BillText.objects.exclude(fresh).order_by("pk").values_list("pk", flat=True))
    for key in waiting:
        text = BillText.objects.get(pk=key)
        TextFingerprint.objects.update_or_create(
            text=text,
            defaults={
                "digest": text.digest,
                "rules": fingerprints.RULES,
                "runs": sorted(fingerprints.fingerprint(text.parts)),
            },
        )
    return len(waiting)
