"""Who leads the floor of each chamber: the posts that set, or ask for, its votes."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

# From the published list of legislators; each post is filled anew in each Congress and so ends with it.
_FILE = Path(__file__).resolve().parent.parent / "facts" / "leadership.csv"


@dataclass(frozen=True)
class Post:
    """One legislator's post in the leadership of a chamber."""

    bioguide_id: str
    chamber: str
    title: str
    starts_on: date
    ends_on: date


def floor_leaders(on: date) -> dict[str, Post]:
    """Return the post of each legislator who leads the floor on a day, without a query; none once the list is over."""
    return {post.bioguide_id: post for post in _posts() if post.starts_on <= on < post.ends_on}


@cache
def _posts() -> tuple[Post, ...]:
    with _FILE.open(encoding="utf-8", newline="") as rows:
        return tuple(
            Post(
                row["bioguide"],
                row["chamber"],
                row["title"],
                date.fromisoformat(row["starts"]),
                date.fromisoformat(row["ends"]),
            )
            for row in csv.DictReader(rows)
        )
