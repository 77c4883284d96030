"""Facts about Congress, one module by noun."""

from legislation.models.bill_texts import BillText
from legislation.models.bills import (
    Action,
    Bill,
    BillCommittee,
    BillFacts,
    Cosponsor,
    PolicySubject,
    TrackedBill,
)
from legislation.models.congress import Committee, CommitteeSeat, Congress, Legislator, Term
from legislation.models.families import Authorization, Family, FamilyBill, FamilyLaw
from legislation.models.texts import RelatedBill, Summary, TextVersion, Title

__all__ = [
    "Action",
    "Authorization",
    "Bill",
    "BillCommittee",
    "BillFacts",
    "BillText",
    "Committee",
    "CommitteeSeat",
    "Congress",
    "Cosponsor",
    "Family",
    "FamilyBill",
    "FamilyLaw",
    "Legislator",
    "PolicySubject",
    "RelatedBill",
    "Summary",
    "Term",
    "TextVersion",
    "Title",
    "TrackedBill",
]
