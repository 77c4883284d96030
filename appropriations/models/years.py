"""The fiscal years that rows may name."""

from django.db.models import Q

FIRST_FISCAL_YEAR, LAST_FISCAL_YEAR = 1990, 2100
YEAR_IS_SANE = Q(fiscal_year__gte=FIRST_FISCAL_YEAR, fiscal_year__lte=LAST_FISCAL_YEAR)
