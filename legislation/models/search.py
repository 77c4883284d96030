"""The search document of each bill; written by legislation/services/search_documents.py, read by search."""

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from legislation.models.bills import Bill


class BillSearch(models.Model):
    """The words of a bill, in English, by weight: A titles, B subjects, C summaries, D the text itself."""

    bill = models.OneToOneField(Bill, primary_key=True, on_delete=models.CASCADE, related_name="search")
    vector = SearchVectorField()

    class Meta:
        verbose_name_plural = "bill search"
        indexes = [GinIndex(fields=["vector"], name="bill_search_vector")]

    def __str__(self) -> str:
        return self.bill_id
