"""Sums of money hold for every tree of lines and amounts: to the dollar, and never a part beside its whole."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from appropriations.cells import Entry, Figure, add_up
from appropriations.cells.parts import parts_warnings
from appropriations.choices import CellKind, Nature
from common.sourcing import SourceMark

DOLLARS = st.integers(min_value=0, max_value=10**12)
NUMBERED = (Nature.WHOLE, Nature.NOT_LESS_THAN, Nature.BY_SUBTRACTION)


@dataclass(frozen=True)
class Tree:
    """Lines inside lines, each with a figure, words, or nothing; `outer` says which line holds which."""

    entries: tuple[Entry, ...]
    outer: dict[str, str]


def figure(line: str, dollars: int | None, nature: str = Nature.WHOLE, parent: str = "") -> Figure:
    return Figure(
        key=f"{line}-figure",
        line=line,
        fiscal_year=2026,
        stage="enacted",
        source=SourceMark("SAMPLE Act"),
        kind=CellKind.DOLLARS if dollars is not None else CellKind.WORDS,
        words="" if dollars is not None else "language",
        dollars=dollars,
        nature=nature,
        parent=parent,
    )


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    outer: dict[str, str] = {}
    entries = []
    for number in range(draw(st.integers(1, 12))):
        line = f"line-{number}"
        held_by = draw(st.sampled_from(["", *(entry.line for entry in entries)]))
        if held_by:
            outer[line] = held_by
        said = draw(st.sampled_from(["nothing", "words", "number", "part", "lonely part"]))
        one = None
        if said == "words":
            one = figure(line, None)
        elif said == "number":
            one = figure(line, draw(DOLLARS), draw(st.sampled_from(NUMBERED)))
        elif said == "lonely part":
            one = figure(line, draw(DOLLARS), Nature.OF_WHICH)
        elif said == "part":
            # Its whole may be here, or on a line that is not shown.
            whole = draw(st.sampled_from([*(entry.line for entry in entries), "elsewhere"]))
            one = figure(line, draw(DOLLARS), draw(st.sampled_from(list(Nature))), f"{whole}-figure")
        entries.append(Entry(line, line, one, chain(line, outer)))
    return Tree(tuple(draw(st.permutations(entries))), outer)


def chain(line: str, outer: dict[str, str]) -> tuple[str, ...]:
    found: list[str] = []
    while line in outer:
        line = outer[line]
        found.append(line)
    return tuple(found)


def counted(tree: Tree) -> list[Entry]:
    left = {name for name, _ in add_up(tree.entries).left_out}
    return [entry for entry in tree.entries if entry.name not in left]


@given(trees())
def test_a_total_is_the_sum_of_what_it_says_it_counts_to_the_dollar(tree: Tree) -> None:
    total = add_up(tree.entries)
    own = counted(tree)

    assert total.counted == len(own)
    assert total.dollars == sum(entry.figure.dollars for entry in own)
    assert isinstance(total.dollars, int)


@given(trees())
def test_no_total_adds_a_part_to_its_whole(tree: Tree) -> None:
    own = counted(tree)
    keys = {entry.figure.key for entry in own}

    assert all(entry.figure.parent not in keys for entry in own)
    assert all(not entry.figure.parent and entry.figure.nature in NUMBERED for entry in own)


@given(trees())
def test_no_total_adds_a_line_to_the_line_that_holds_it(tree: Tree) -> None:
    own = {entry.line for entry in counted(tree)}

    assert all(not own & set(chain(line, tree.outer)) for line in own)


@given(trees())
def test_a_total_names_everything_that_it_leaves_out(tree: Tree) -> None:
    total = add_up(tree.entries)

    assert total.counted + len(total.left_out) == len(tree.entries)
    assert all(reason for _, reason in total.left_out)
    assert all(name in total.sentence for name, _ in total.left_out)


@given(trees())
def test_a_total_is_at_most_the_outermost_numbers_together(tree: Tree) -> None:
    numbers = [entry for entry in tree.entries if entry.figure is not None and entry.figure.is_number]
    held = {entry.line for entry in numbers}
    outermost = [entry for entry in numbers if not held & set(entry.within)]

    assert add_up(tree.entries).dollars <= sum(entry.figure.dollars for entry in outermost)


@given(DOLLARS, st.lists(DOLLARS, max_size=6))
def test_parts_are_flagged_only_when_they_do_not_fit_in_their_whole(whole: int, sizes: list[int]) -> None:
    held = figure("line", whole)
    parts = [figure(f"part-{n}", size, Nature.OF_WHICH, held.key) for n, size in enumerate(sizes)]

    fits = sum(sizes) <= whole
    assert (parts_warnings(held, parts) == ()) is fits


def test_ceilings_are_not_added_and_parts_of_another_whole_are_not_looked_at() -> None:
    held = figure("line", 10)
    ceilings = [figure(f"part-{n}", 8, Nature.UP_TO, held.key) for n in range(2)]
    other = figure("part-x", 99, Nature.OF_WHICH, "another-figure")

    assert parts_warnings(held, [*ceilings, other]) == ()
    assert parts_warnings(figure("line", None), ceilings) == ()
