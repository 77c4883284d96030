"""`manage.py make_fonts`: derive the screen's font files into VAR_DIR/fonts (quick when nothing changed)."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from atest import fonts


class Command(BaseCommand):
    help = "Derive Latin subsets of the typefaces for the screen into VAR_DIR/fonts."
    # Fonts need no database, and this runs before there is one.
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        made = fonts.make(settings.VAR_DIR, self.stdout.write)
        self.stdout.write(f"Fonts: {made} made." if made else "Fonts: up to date.")
