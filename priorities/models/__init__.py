"""Plans, positions, asks, messages, triage. Judgment points at facts, never the reverse."""

from priorities.models.asks import Ask
from priorities.models.messages import Message
from priorities.models.plan import Goal, Pillar, Plan, Priority, PriorityBill
from priorities.models.positions import CutFlag, Position
from priorities.models.triage import TriageChange, TriageItem

__all__ = [
    "Ask",
    "CutFlag",
    "Goal",
    "Message",
    "Pillar",
    "Plan",
    "Position",
    "Priority",
    "PriorityBill",
    "TriageChange",
    "TriageItem",
]
