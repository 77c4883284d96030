"""`manage.py import_amounts`: the same reading and the same refusals as on the page."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from appropriations.models import Amount, TableImport
from tests.appropriations.tables import WIDE, csv_of
from tests.factories.appropriations import LineFactory
from tests.factories.members import representative, staff_member

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    LineFactory(slug="hotline", name="SAMPLE hotline")
    LineFactory(slug="grants", name="SAMPLE grants")
    return staff_member().email


@pytest.fixture
def table(tmp_path):
    def write(rows):
        path = tmp_path / "sample.csv"
        path.write_bytes(csv_of(rows))
        return str(path)

    return write


def test_a_dry_run_says_what_it_would_do_and_leaves_nothing(by, table, capsys):
    call_command("import_amounts", table(WIDE), by=by, document="SAMPLE table", dry_run=True)
    assert "10 cells, 10 to save" in capsys.readouterr().out
    assert not Amount.objects.exists()
    assert not TableImport.objects.exists()


def test_a_table_is_imported_and_can_be_undone_on_its_page(by, table, capsys):
    day = date(2026, 11, 21)
    call_command("import_amounts", table(WIDE), by=by, document="SAMPLE table", as_of=day)
    assert Amount.objects.count() == 10
    assert TableImport.objects.get().get_absolute_url() in capsys.readouterr().out


def test_what_cannot_be_saved_is_named_and_ends_with_one(by, table, capsys):
    path = table([*WIDE[:2], ["SAMPLE hotline", "(5)", "1.6"]])
    with pytest.raises(CommandError) as refused:
        call_command("import_amounts", path, by=by, document="SAMPLE table")
    assert refused.value.returncode == 1
    assert "B3  SAMPLE hotline" in capsys.readouterr().out
    assert not Amount.objects.exists()
    with pytest.raises(CommandError, match="1 cells were left out"):
        call_command("import_amounts", path, by=by, document="SAMPLE table", leave_out=True)
    assert Amount.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"document": ""}, "Name the document"),
        ({"by": "nobody@sample.example"}, "nobody of the secretariat"),
    ],
)
def test_wrong_arguments_end_with_two(by, table, changed, says):
    with pytest.raises(CommandError, match=says) as refused:
        call_command("import_amounts", table(WIDE), **({"by": by, "document": "SAMPLE"} | changed))
    assert refused.value.returncode == 2


def test_a_member_organizations_person_imports_nothing(by, table):
    with pytest.raises(CommandError, match="nobody of the secretariat"):
        call_command("import_amounts", table(WIDE), by=representative().email, document="SAMPLE")


def test_a_file_that_is_not_there_ends_with_two(by):
    with pytest.raises(CommandError) as refused:
        call_command("import_amounts", "/nowhere.csv", by=by, document="SAMPLE")
    assert refused.value.returncode == 2
