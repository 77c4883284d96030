"""A family's live vehicles side by side: one column a vehicle, one row a fact, and which facts differ."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from common.citations import cite, party_counts
from common.sourcing import SourceMark
from common.tracks import TrackStep
from legislation.choices import FactGroup
from legislation.models import BillCommittee, BillFacts, Cosponsor, FamilyBill, TextVersion
from legislation.selectors.companions import CompanionPair
from legislation.selectors.pages import BillRow, source_mark
from legislation.wording import day, short_committee


@dataclass(frozen=True)
class CellLine:
    """A line of a cell, leading somewhere or not."""

    text: str
    bill_id: str = ""
    url: str = ""
    note: str = ""


@dataclass(frozen=True)
class Cell:
    """One fact of one vehicle."""

    lines: tuple[CellLine, ...] = ()
    small: str = ""
    warn: str = ""
    names: tuple[str, ...] = ()
    track: tuple[TrackStep, ...] = ()
    mark: SourceMark | None = None

    @property
    def said(self) -> tuple[object, ...]:
        """What makes two cells say the same, wherever it comes from."""
        return (self.lines, self.small, self.warn, self.names)


@dataclass(frozen=True)
class FactRow:
    """One fact of every vehicle; `alike` when all say the same."""

    label: str
    cells: tuple[Cell, ...]

    @property
    def alike(self) -> bool:
        """Whether the vehicles, more than one, do not differ in it."""
        return len(self.cells) > 1 and len({cell.said for cell in self.cells}) == 1


@dataclass(frozen=True)
class SideBySide:
    """The live vehicles as columns."""

    columns: tuple[BillRow, ...]
    rows: tuple[FactRow, ...]

    @property
    def cards(self) -> list[tuple[BillRow, list[tuple[str, Cell]]]]:
        """The same by vehicle, as a phone shows it."""
        return [
            (column, [(row.label, row.cells[place]) for row in self.rows])
            for place, column in enumerate(self.columns)
        ]


@dataclass(frozen=True)
class _Around:
    """What stands around the vehicles, by bill."""

    committees: Mapping[str, list[str]]
    facts: Mapping[str, BillFacts]
    texts: Mapping[str, list[TextVersion]]
    only: Mapping[str, Cell]
    pairs: Sequence[CompanionPair]
    notes: Mapping[str, FamilyBill]


def side_by_side(
    live: Sequence[BillRow], parts: Iterable[FamilyBill], pairs: Sequence[CompanionPair]
) -> SideBySide:
    """Return the live vehicles fact by fact, in five queries whatever their number."""
    ids = [row.bill.pk for row in live]
    around = _Around(
        committees=_committees(ids),
        facts=BillFacts.objects.in_bulk(ids),
        texts=_texts(ids),
        only=_only_here(live),
        pairs=pairs,
        notes={part.bill_id: part for part in parts},
    )
    rows = [FactRow(label, tuple(cell(one, around) for one in live)) for label, cell in _ROWS]
    return SideBySide(
        tuple(live), tuple(row for row in rows if any(cell.said != _EMPTY for cell in row.cells))
    )


_EMPTY = Cell().said


def _said(text: str, **more: str) -> tuple[CellLine, ...]:
    return (CellLine(text, **more),) if text else ()


def _title(one: BillRow, around: _Around) -> Cell:
    return Cell(_said(one.bill.name), mark=_mark(one, around, FactGroup.CORE))


def _stage(one: BillRow, around: _Around) -> Cell:
    return Cell(_said(one.standing.sentence), track=one.track, mark=_mark(one, around, FactGroup.ACTIONS))


def _sponsor(one: BillRow, around: _Around) -> Cell:
    return Cell(_said(one.sponsor or "not known"), mark=_mark(one, around, FactGroup.CORE))


def _chamber(one: BillRow, _around: _Around) -> Cell:
    return Cell(_said(one.bill.get_origin_chamber_display()))


def _committees_cell(one: BillRow, around: _Around) -> Cell:
    names = around.committees.get(one.bill.pk, [])
    mark = _mark(one, around, FactGroup.COMMITTEES)
    return Cell(tuple(CellLine(name) for name in names) or _said("not known"), mark=mark)


def _cosponsors(one: BillRow, around: _Around) -> Cell:
    return Cell(_said(one.cosponsors), mark=_mark(one, around, FactGroup.COSPONSORS))


def _only(one: BillRow, around: _Around) -> Cell:
    return around.only.get(one.bill.pk, Cell())


def _introduced(one: BillRow, _around: _Around) -> Cell:
    return Cell(_said(day(one.bill.introduced_on)))


def _latest(one: BillRow, _around: _Around) -> Cell:
    return Cell(_said(day(one.bill.latest_action_on)), small=one.bill.latest_action_text)


def _texts_cell(one: BillRow, around: _Around) -> Cell:
    versions = around.texts.get(one.bill.pk, [])
    lines = tuple(
        CellLine(version.name, note=day(version.published_on), url=_address(version)) for version in versions
    )
    return Cell(lines or _said("none listed"), mark=_mark(one, around, FactGroup.TEXTS))


def _companion(one: BillRow, around: _Around) -> Cell:
    mine = [pair for pair in around.pairs if one.bill.pk in (pair.first, pair.second)]
    lines = tuple(
        CellLine(
            cite(pair.other(one.bill.pk)),
            bill_id=pair.other(one.bill.pk) if pair.is_here else "",
            note="; ".join(each.words for each in pair.said),
        )
        for pair in mine
    )
    return Cell(lines or _said("none known here"))


def _note(one: BillRow, around: _Around) -> Cell:
    part = around.notes.get(one.bill.pk)
    if part is None or not part.note:
        return Cell()
    return Cell(_said(part.note), mark=SourceMark(document=part.source))


def _as_of(one: BillRow, around: _Around) -> Cell:
    warn = f"{one.days_old} days old" if one.is_stale and one.as_of else ""
    told = around.facts.get(one.bill.pk)
    small = told.core.source_label if told else ""
    return Cell(_said(day(one.as_of) or "never"), small=small, warn=warn)


_ROWS: tuple[tuple[str, Callable[[BillRow, _Around], Cell]], ...] = (
    ("Title", _title),
    ("Stage", _stage),
    ("Chamber", _chamber),
    ("Sponsor", _sponsor),
    ("Committees", _committees_cell),
    ("Cosponsors", _cosponsors),
    ("Cosponsors of this one only", _only),
    ("Companion", _companion),
    ("Introduced", _introduced),
    ("Latest action", _latest),
    ("Texts", _texts_cell),
    ("What differs", _note),
    ("Facts as of", _as_of),
)


def _mark(one: BillRow, around: _Around, group: FactGroup) -> SourceMark | None:
    told = around.facts.get(one.bill.pk)
    facts = told.group(group) if told else None
    # The last row says how old the facts are, once for the column.
    return source_mark(facts, moves=False) if facts else None


def _address(version: TextVersion) -> str:
    return next((str(each["url"]) for each in version.formats if each.get("url")), "")


def _committees(ids: Sequence[str]) -> dict[str, list[str]]:
    names: defaultdict[str, list[str]] = defaultdict(list)
    full = BillCommittee.objects.filter(bill__in=ids, committee__parent__isnull=True)
    for bill_id, name in full.order_by("committee__name").values_list("bill_id", "committee__name"):
        names[bill_id].append(short_committee(name))
    return dict(names)


def _texts(ids: Sequence[str]) -> dict[str, list[TextVersion]]:
    found: defaultdict[str, list[TextVersion]] = defaultdict(list)
    for version in TextVersion.objects.filter(bill__in=ids).order_by("bill", "position"):
        found[version.bill_id].append(version)
    return dict(found)


def _only_here(live: Sequence[BillRow]) -> dict[str, Cell]:
    """Who is on one vehicle and on no other of its chamber; never from a list that is known to have gaps (P9)."""
    people = _people([row.bill.pk for row in live])
    cells: dict[str, Cell] = {}
    for row in live:
        others = [
            one
            for one in live
            if one.bill.origin_chamber == row.bill.origin_chamber and one.bill.pk != row.bill.pk
        ]
        if not others:
            continue
        if not all(one.cosponsors_complete for one in (row, *others)):
            cells[row.bill.pk] = Cell(_said("not known: a list here has gaps"))
            continue
        elsewhere = {*chain.from_iterable(people[one.bill.pk] for one in others)}
        # Who sponsors another vehicle is on it too.
        elsewhere |= {one.bill.sponsor_id for one in others if one.bill.sponsor_id}
        alone = {key: person for key, person in people[row.bill.pk].items() if key not in elsewhere}
        cells[row.bill.pk] = _alone(alone)
    return cells


def _alone(people: Mapping[str, tuple[str, str]]) -> Cell:
    if not people:
        return Cell(_said("none"))
    counted = Counter(party for party, _ in people.values())
    said = f"{len(people)} ({party_counts(counted.elements())})"
    return Cell(_said(said), names=tuple(sorted(name for _, name in people.values())))


def _people(ids: Sequence[str]) -> defaultdict[str, dict[str, tuple[str, str]]]:
    """Each vehicle's cosponsors now: party letter and name by person."""
    found: defaultdict[str, dict[str, tuple[str, str]]] = defaultdict(dict)
    rows = Cosponsor.objects.filter(bill__in=ids).current().order_by()
    for bill_id, person, party, last, first in rows.values_list(
        "bill_id", "legislator_id", "party", "legislator__last_name", "legislator__first_name"
    ):
        found[bill_id][person] = (party[:1] or "?", f"{last}, {first}")
    return found
