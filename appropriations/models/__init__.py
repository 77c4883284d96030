"""The money, one module by noun."""

from appropriations.models.acts import ActCandidate, ActReading
from appropriations.models.amounts import Amount, ChangeSet, PublishedFigure
from appropriations.models.bundles import Bundle, BundleBill, BundleSubcommittee
from appropriations.models.deadlines import LONGEST_NOTICE, Deadline, DeadlineFollower, ReminderChoice
from appropriations.models.funding import FundingEvent
from appropriations.models.imports import StagedCell, TableImport
from appropriations.models.kept import Kept
from appropriations.models.lines import Line, LineEffect, LinePlacement
from appropriations.models.report_language import LanguageFound, ReportLanguage
from appropriations.models.saved_views import SavedView
from appropriations.models.slates import Slate, SlateClearance, SlateItem
from appropriations.models.support import MemberLetter, MemberSignature, OfficeRequest
from appropriations.models.years import FIRST_FISCAL_YEAR, LAST_FISCAL_YEAR

__all__ = [
    "FIRST_FISCAL_YEAR",
    "LAST_FISCAL_YEAR",
    "LONGEST_NOTICE",
    "ActCandidate",
    "ActReading",
    "Amount",
    "Bundle",
    "BundleBill",
    "BundleSubcommittee",
    "ChangeSet",
    "Deadline",
    "DeadlineFollower",
    "FundingEvent",
    "Kept",
    "LanguageFound",
    "Line",
    "LineEffect",
    "LinePlacement",
    "MemberLetter",
    "MemberSignature",
    "OfficeRequest",
    "PublishedFigure",
    "ReminderChoice",
    "ReportLanguage",
    "SavedView",
    "Slate",
    "SlateClearance",
    "SlateItem",
    "StagedCell",
    "TableImport",
]
