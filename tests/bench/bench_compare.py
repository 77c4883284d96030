"""Comparing the two largest texts of one bill at hand, against plain difflib on their words."""

from __future__ import annotations

from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from legislation.comparing import compare
from legislation.sources import bill_texts
from legislation.text_diff import words_of
from legislation.text_parts import TextPart, units
from tests.bench.harness import LeftOutError, benchmark

TEXTS = Path(__file__).resolve().parents[3] / "shared" / "data" / "congress" / "text" / "uslm"
PAIR = ("H2157_IH.XML", "h2157_enr.XML")


@cache
def texts() -> tuple[tuple[TextPart, ...], ...]:
    if not TEXTS.is_dir():
        raise LeftOutError("the shared data are not beside this project (../shared/data)")
    return tuple(bill_texts.read((TEXTS / name).read_bytes(), name).parts for name in PAIR)


@cache
def words() -> tuple[list[str], ...]:
    return tuple([word for unit in units(parts) for word in words_of(unit.part.text)] for parts in texts())


def size() -> str:
    return " against ".join(f"{len(each):,} words" for each in words())


def plain_difflib() -> str:
    old, new = words()
    SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return size()


@benchmark("comparison of two bill texts", baseline=plain_difflib, at_most=0.5)
def compare_by_section() -> str:
    compare(*texts())
    return size()
