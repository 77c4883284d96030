"""`manage.py find_amounts ACT.xml [--line LINE] [--all] [--json] [--for-review]`: amounts of an enrolled Act."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from appropriations.choices import LISTED_BEARINGS, Bearing
from appropriations.enrolled import Candidate
from appropriations.models import Line
from appropriations.services.find_amounts import Found, UnreadableAct, find_amounts, keep_reading, said_of
from common import money


class Command(BaseCommand):
    help = (
        "List the sentences of an enrolled Act that name an amount for our field, or for one line: where each stands, "
        "what the amount is part of, until when it is available. Nothing is saved as a figure; with --for-review the "
        "candidates await a person on the page of Acts."
    )

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("act", type=Path, metavar="ACT.xml", help="bill XML of govinfo, enrolled")
        parser.add_argument("--line", default="", help="only what names this line: its slug or its name")
        parser.add_argument("--all", action="store_true", help="also what is like our words and is not ours")
        parser.add_argument("--json", action="store_true", help="one JSON document instead of text")
        parser.add_argument(
            "--for-review", action="store_true", help="keep the candidates for staff to judge"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["act"]
        if not path.is_file():
            raise CommandError(f"There is no such file: {path}", returncode=2)
        line = _line(options["line"]) if options["line"] else None
        data = path.read_bytes()
        try:
            found = find_amounts(data=data, name=path.name, line=line.pk if line else "")
            kept = keep_reading(data=data, name=path.name, by=None) if options["for_review"] else None
        except UnreadableAct as error:
            raise CommandError(str(error), returncode=1) from error
        shown = found.candidates if options["all"] else found.listed
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(found, shown), ensure_ascii=False, indent=1))
        else:
            self._print(found, shown, line)
        if kept is not None:
            self.stderr.write(f"The candidates await a person at {kept.get_absolute_url()}")

    def _print(self, found: Found, shown: tuple[Candidate, ...], line: Line | None) -> None:
        act = found.act
        year = f"FY {act.fiscal_year}" if act.fiscal_year else "fiscal year not said"
        self.stdout.write(f"{act.document}: {year}")
        for each in shown:
            self.stdout.write("\n".join(["", *_lines(each)]))
        left_out = len(found.candidates) - len(shown)
        of_line = f" for {line.name}" if line else ""
        self.stdout.write(
            f"\n{len(shown)} candidate{'' if len(shown) == 1 else 's'}{of_line}"
            + (f"; {left_out} more that are not ours (--all lists them)" if left_out else "")
            + ". None is saved as a figure."
        )
        if line and not shown:
            self.stdout.write(f"No sentence with an amount names it. Looked for: {_names(line)}.")


def _line(named: str) -> Line:
    """The line of a slug, or the only one of a name."""
    by_slug: Line | None = Line.objects.filter(pk=named).first()
    if by_slug:
        return by_slug
    found = list(Line.objects.all().named_like(named)[:6])
    if len(found) == 1:
        only: Line = found[0]
        return only
    known = ", ".join(each.pk for each in found)
    reason = f"several lines are named so: {known}" if found else "no line is named so"
    raise CommandError(f"--line {named}: {reason}. Give the end of the line's address.", returncode=2)


def _names(line: Line) -> str:
    return "; ".join(filter(None, [line.name, *line.former_names]))


def _lines(one: Candidate) -> list[str]:
    inside = (
        f", inside ${money.figure(one.enclosing.dollars)} {_short(one.enclosing.words)}"
        if one.enclosing
        else ""
    )
    bound = f" ({one.bound.label.lower()})" if one.bound and one.bound.label != one.nature.label else ""
    until = f"; available {one.available}{' as its account' if one.is_available_by_account else ''}"
    year = f"FY {one.fiscal_year}" if one.fiscal_year else "fiscal year not said"
    return [
        f"${money.figure(one.dollars)}  {one.nature.label.lower()}{bound}{inside}{until if one.available else ''}",
        f"  {one.where} · {year} · {one.stage.label}",
        f"  {one.bearing.label}: {', '.join(one.reasons)}"
        + "".join(f" · {each.slug} ({each.relation})" for each in one.lines),
        f"  {_around(one)}",
        *([f"  {one.note}"] if one.note else []),
    ]


def _short(words: str, longest: int = 80) -> str:
    return words if len(words) <= longest else f"{words[: longest - 1].rsplit(' ', 1)[0]}…"


def _around(one: Candidate, ahead: int = 160, behind: int = 320) -> str:
    first, last = max(one.start - ahead, 0), min(one.start + behind, len(one.sentence))
    return f"{'…' if first else ''}{one.sentence[first:last]}{'…' if last < len(one.sentence) else ''}"


def _as_json(found: Found, shown: tuple[Candidate, ...]) -> dict[str, Any]:
    act = found.act
    return {
        "act": {
            "bill": str(act.bill),
            "title": act.title,
            "document": act.document,
            "fiscal_year": act.fiscal_year,
        },
        "candidates": [said_of(each) for each in shown],
        "left_out": {
            str(bearing): sum(each.bearing == bearing for each in found.candidates)
            for bearing in Bearing
            if bearing not in LISTED_BEARINGS
        },
    }
