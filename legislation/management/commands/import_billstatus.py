"""`manage.py import_billstatus PATH... [--jobs N] [--json]`: govinfo BILLSTATUS files from disk."""

from __future__ import annotations

from legislation.management.import_command import ImportCommand
from legislation.services.import_bills import import_billstatus


class Command(ImportCommand):
    help = "Import govinfo BILLSTATUS XML of every schema from files, folders, .zip and .tar.xz."
    service = staticmethod(import_billstatus)
