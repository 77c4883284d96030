"""Every source of a sheet is named once on its back: documents of figures by column, the rest by who says so."""

from datetime import date

from briefings.packet.facts import Fact, Source
from briefings.packet.parts import Cell, MoneyRow, MoneyTable
from briefings.packet.sheet_sources import source_notes

NOVEMBER = date(2026, 11, 1)


def act(year, place):
    return Source(f"SAMPLE Act {year}, {place}", NOVEMBER, document=f"SAMPLE Act {year}")


def bill(number, day=date(2026, 6, 1)):
    return Fact("said", Source(f"govinfo BILLSTATUS, S. {number} (119th)", day))


def test_figures_of_one_document_name_it_once_and_lines_where_it_tells_only_some():
    report = Source("SAMPLE report", NOVEMBER)
    rows = (
        MoneyRow("First", (Cell(Fact("1.0", act(2024, "page 2"))), Cell(Fact("2.0", act(2026, "page 2"))))),
        MoneyRow("Second", (Cell(Fact("3.0", act(2024, "page 9"))), Cell(Fact("4.0", report)))),
        MoneyRow("Third", (Cell(empty="none known"), Cell(Fact("5.0", act(2026, "page 3"))))),
    )
    table = MoneyTable("money", "Money", "$", ("FY 2024", "FY 2026"), rows)
    assert [plain(note) for note in source_notes((), table)] == [
        "FY 2024: SAMPLE Act 2024 (Nov 1, 2026)",
        "FY 2026 lines 1 and 3: SAMPLE Act 2026 (Nov 1, 2026)",
        "FY 2026 line 2: SAMPLE report (Nov 1, 2026)",
    ]


def test_bills_read_on_one_day_share_a_note_and_others_stand_alone():
    facts = (bill(2), bill(1), bill(3, date(2026, 6, 2)), Fact("x", Source("Decision 1", NOVEMBER)), bill(1))
    assert [plain(note) for note in source_notes(facts, None)] == [
        "Decision 1 (Nov 1, 2026)",
        "govinfo BILLSTATUS, S. 1 (119th) and S. 2 (119th) (Jun 1, 2026)",
        "govinfo BILLSTATUS, S. 3 (119th) (Jun 2, 2026)",
    ]


def plain(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")
