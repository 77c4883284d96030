"""What offices did for the lines that rest on a family's authorizations: evidence for whom to ask next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from appropriations.models import Line
from appropriations.selectors.support import letters_of_offices, submitted_by_office
from appropriations.supporting import LetterStand
from common.citations import fiscal_year


@dataclass(frozen=True)
class Supported:
    """A Member letter that an office led or signed, or a request that it submitted, in words."""

    words: str
    is_letter: bool


def support_by_family(
    families: Collection[str], bioguide_ids: Collection[str], user: Any, on: date
) -> dict[tuple[str, str], tuple[Supported, ...]]:
    """Return by (legislator, family) what was done for the family's lines, newest year first.

    That an office did not sign is no evidence. The number of queries grows neither with families nor with offices.
    """
    family_of: dict[str, set[str]] = defaultdict(set)
    rows = Line.objects.filter(authorizations__family__in=families).order_by()
    for family, slug in rows.values_list("authorizations__family", "slug").distinct():
        family_of[slug].add(family)
    found: dict[tuple[str, str], list[Supported]] = defaultdict(list)
    offices, lines = list(bioguide_ids), list(family_of)
    for who, of_lines, done in (*_letters(offices, lines, user, on), *_requests(offices, lines, user)):
        for family in sorted({name for slug in of_lines for name in family_of.get(slug, ())}):
            found[who, family].append(done)
    return {key: tuple(some) for key, some in found.items()}


def _letters(
    offices: list[str], lines: list[str], user: Any, on: date
) -> Iterator[tuple[str, tuple[str, ...], Supported]]:
    for who, letters in letters_of_offices(offices, user, lines=lines, on=on).items():
        for one in letters:
            if one.stand != LetterStand.DID_NOT_SIGN:
                yield who, one.lines, Supported(f"{one.words}{one.sample_mark}", is_letter=True)


def _requests(
    offices: list[str], lines: list[str], user: Any
) -> Iterator[tuple[str, tuple[str, ...], Supported]]:
    for who, requests in submitted_by_office(offices, user, lines).items():
        for one in requests:
            mark = " (SAMPLE)" if one.is_sample else ""
            words = f"Submitted the {fiscal_year(one.fiscal_year)} request for {one.line.name}{mark}"
            yield who, (one.line_id,), Supported(words, is_letter=False)
