"""The fiscal years that rows may name."""

from django.db.models import Q

from appropriations.choices import FIRST_FISCAL_YEAR, LAST_FISCAL_YEAR

__all__ = ["FIRST_FISCAL_YEAR", "LAST_FISCAL_YEAR", "YEAR_IS_SANE"]

YEAR_IS_SANE = Q(fiscal_year__gte=FIRST_FISCAL_YEAR, fiscal_year__lte=LAST_FISCAL_YEAR)
