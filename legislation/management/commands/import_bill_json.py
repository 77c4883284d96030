"""`manage.py import_bill_json PATH... [--jobs N] [--json]`: BILLSTATUS converted to JSON, from disk."""

from __future__ import annotations

from legislation.management.import_command import ImportCommand
from legislation.services.import_bills import import_bill_json


class Command(ImportCommand):
    help = "Import BILLSTATUS converted to JSON from files (.json, .jsonl, .jsonl.gz) and folders of them."
    service = staticmethod(import_bill_json)
