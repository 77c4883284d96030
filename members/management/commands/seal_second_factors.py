"""Seal the secrets of second factors anew, after SECRET_KEY was changed."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from common.sealed import CannotOpen
from members.services.second_factors import seal_anew


class Command(BaseCommand):
    help = (
        "Seals the secrets of authenticator apps and recovery codes under the present SECRET_KEY. Run it after a "
        "change of SECRET_KEY, while the former value stands in SECRET_KEY_FALLBACKS; then take that away."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            number = seal_anew()
        except CannotOpen as failed:
            raise CommandError(str(failed)) from failed
        self.stdout.write(f"{number} second factors are sealed under the present key.")
