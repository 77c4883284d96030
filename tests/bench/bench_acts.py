"""Reading the amounts out of the largest enrolled Act at hand, against lxml's parse of its file alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lxml import etree

from appropriations.enrolled import LineWords, find
from appropriations.selectors.acts import words_of_lines
from appropriations.services.find_amounts import find_amounts
from appropriations.sources import acts
from tests.bench.harness import LeftOutError, benchmark

ACT = Path(__file__).resolve().parents[3] / "shared" / "data" / "appropriations" / "BILLS-119hr7148enr.xml"


@cache
def data() -> bytes:
    if not ACT.is_file():
        raise LeftOutError("the shared data are not beside this project (../shared/data)")
    return ACT.read_bytes()


@cache
def lines() -> tuple[LineWords, ...]:
    return words_of_lines()


def size() -> str:
    return f"{len(data()) / 1_000_000:.1f} MB"


def parse_only() -> str:
    etree.fromstring(data())
    return size()


# Each sentence of half a million words is read; the file itself is the least of it. Seconds matter: below one.
@benchmark("amounts of an enrolled Act", baseline=parse_only, at_most=150)
def find_in_act() -> str:
    find_amounts(data=data(), name=ACT.name, lines=lines())
    return size()


@benchmark("passages of an enrolled Act", baseline=parse_only, at_most=30)
def read_act() -> str:
    acts.read(data(), ACT.name)
    return size()


@benchmark("candidates among the passages", baseline=read_act, at_most=12)
def candidates_only() -> str:
    find(acts.read(data(), ACT.name), lines())
    return size()
