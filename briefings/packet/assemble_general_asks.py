"""What is asked of all offices, for papers that name no office."""

from __future__ import annotations

from collections.abc import Iterable

from briefings.packet.document import MAX_ASKS
from briefings.packet.gather import ask_fact
from briefings.packet.parts import Ask
from common.citations import cite
from priorities.choices import AskKind, Audience
from priorities.models import Ask as AskRow


def general_asks(rows: Iterable[AskRow]) -> tuple[Ask, ...]:
    """Return the first asks as printed, each with whom it is for where that is one chamber."""
    return tuple(_ask(row) for row in list(rows)[:MAX_ASKS])


def _ask(row: AskRow) -> Ask:
    return Ask(
        subject=" · ".join(filter(None, (_of_whom(row), _about(row)))),
        text=ask_fact(row),
        reason=row.reason,
        deadline=row.deadline_on,
        is_request=row.kind != AskKind.INFORM,
    )


def _of_whom(row: AskRow) -> str:
    return "" if row.audience == Audience.ALL else str(Audience(row.audience).label)


def _about(row: AskRow) -> str:
    if row.bill:
        return f"{cite(row.bill.pk)}, {row.bill.name}"
    if row.line:
        return f"{row.line.name}, {row.line.department}"
    return row.family.name if row.family else ""
