"""The money, one module by noun."""

from appropriations.models.amounts import Amount, ChangeSet, PublishedFigure
from appropriations.models.bundles import Bundle, BundleBill, BundleSubcommittee
from appropriations.models.deadlines import Deadline
from appropriations.models.funding import FundingEvent
from appropriations.models.lines import Line, LineEffect, LinePlacement
from appropriations.models.report_language import LanguageFound, ReportLanguage
from appropriations.models.saved_views import SavedView
from appropriations.models.slates import Slate, SlateItem
from appropriations.models.support import MemberLetter, MemberSignature, OfficeRequest
from appropriations.models.years import FIRST_FISCAL_YEAR, LAST_FISCAL_YEAR

__all__ = [
    "FIRST_FISCAL_YEAR",
    "LAST_FISCAL_YEAR",
    "Amount",
    "Bundle",
    "BundleBill",
    "BundleSubcommittee",
    "ChangeSet",
    "Deadline",
    "FundingEvent",
    "LanguageFound",
    "Line",
    "LineEffect",
    "LinePlacement",
    "MemberLetter",
    "MemberSignature",
    "OfficeRequest",
    "PublishedFigure",
    "ReportLanguage",
    "SavedView",
    "Slate",
    "SlateItem",
]
