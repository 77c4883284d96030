"""Benchmarks as ratios: seconds differ between machines, "three times the cost of parsing alone" does not.

A module tests/bench/bench_<subject>.py registers its benchmarks:

    @benchmark("import of bill status", baseline=parse_only)
    def import_all() -> str:
        ...
        return "60 files, 4.1 MB"

Both functions work on the same data and return its size; one that has work done by another process returns the size
and the seconds that process took. Each runs inside a transaction that is rolled back, so the database stays as it was.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction

ROUNDS = 3
Work = Callable[[], str | tuple[str, float]]


class LeftOutError(Exception):
    """A benchmark cannot run here; the message says what is missing."""


@dataclass(frozen=True)
class Benchmark:
    """Something that must stay fast, and what its time is measured against."""

    name: str
    work: Work
    baseline: Work
    at_most: float | None
    prepare: Callable[[], object] | None = None


@dataclass(frozen=True)
class Result:
    """Best times in seconds, and the size of the data."""

    benchmark: Benchmark
    size: str
    seconds: float
    baseline_seconds: float

    @property
    def ratio(self) -> float:
        return self.seconds / self.baseline_seconds

    @property
    def is_too_slow(self) -> bool:
        return self.benchmark.at_most is not None and self.ratio > self.benchmark.at_most


_registered: list[Benchmark] = []


def benchmark(
    name: str,
    *,
    baseline: Work,
    at_most: float | None = None,
    prepare: Callable[[], object] | None = None,
) -> Callable[[Work], Work]:
    """Register a function as the benchmark `name`; `at_most` is the ratio above which `make bench` fails.

    `prepare` runs before the work in its transaction, untimed.
    """

    def register(work: Work) -> Work:
        _registered.append(Benchmark(name, work, baseline, at_most, prepare))
        return work

    return register


def registered() -> tuple[Benchmark, ...]:
    """Return the benchmarks of every module imported so far."""
    return tuple(_registered)


def measure(one: Benchmark, rounds: int = ROUNDS) -> Result:
    """Return the best of `rounds` of the work and of its baseline, in turns so that both meet the same machine."""
    pairs = [(_timed(one.baseline), _timed(one.work, one.prepare)) for _ in range(rounds)]
    return Result(
        benchmark=one,
        size=pairs[0][1][1],
        seconds=min(work[0] for _, work in pairs),
        baseline_seconds=min(baseline[0] for baseline, _ in pairs),
    )


def line(result: Result) -> str:
    """Return a result as the line that `make bench` prints."""
    limit = f", at most {result.benchmark.at_most:g}x" if result.benchmark.at_most else ""
    times = f"{result.seconds:.3f} s against {result.baseline_seconds:.3f} s"
    verdict = "  TOO SLOW" if result.is_too_slow else ""
    return f"{result.benchmark.name} ({result.size}): {result.ratio:.2f}x ({times}{limit}){verdict}"


def _timed(work: Work, prepare: Callable[[], object] | None = None) -> tuple[float, str]:
    with transaction.atomic():
        if prepare:
            prepare()
        began = time.perf_counter()
        found = work()
        seconds = time.perf_counter() - began
        transaction.set_rollback(True)
    return (seconds, found) if isinstance(found, str) else (found[1], found[0])
