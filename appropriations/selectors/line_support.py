"""What the page of a line shows of its supporters: the letters for it, and the newest requests of offices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from appropriations.models import Line
from appropriations.selectors.letters import LetterRow, letter_rows, letters_for_list
from appropriations.selectors.support import RequestRow, request_rows, requests_for_list

LETTERS_SHOWN, REQUESTS_SHOWN = 5, 10


@dataclass(frozen=True)
class LineSupport:
    """Letters newest first; requests of the newest year first, then by name (P1)."""

    letters: tuple[LetterRow, ...]
    requests: tuple[RequestRow, ...]


def support_of_line(line: Line, user: Any) -> LineSupport:
    """Return what `user` may see of a line's supporters; a constant number of queries."""
    letters = letters_for_list(user).filter(pk__in=line.member_letters.values("pk"))[:LETTERS_SHOWN]
    requests = (
        requests_for_list(user).filter(line=line.pk).order_by("-fiscal_year", "legislator__sort_key", "kind")
    )
    return LineSupport(tuple(letter_rows(letters)), tuple(request_rows(list(requests[:REQUESTS_SHOWN]))))
