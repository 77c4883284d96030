"""`manage.py packet`: a packet without a worker, and one clear line for each thing that can be wrong."""

import os
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from briefings.models import Packet
from tests.briefings.world import SENATOR


def run(*arguments):
    out = StringIO()
    call_command("packet", *arguments, stdout=out)
    return out.getvalue()


def refused(*arguments):
    with pytest.raises(CommandError) as caught:
        run(*arguments)
    return caught.value.returncode, str(caught.value)


def test_a_draft_is_written_where_asked(world, tmp_path):
    target = tmp_path / "out.pdf"
    said = run("--office", SENATOR, "-o", str(target))
    assert target.read_bytes().startswith(b"%PDF-1.7")
    assert said.startswith(f"{target}: draft, ")
    assert Packet.objects.get().sha256 in said


def test_bills_may_be_chosen(world, tmp_path):
    run("--office", SENATOR, "-o", str(tmp_path / "out.pdf"), "--bill", "119-hr-9300", "--bill", "119s9200")
    assert Packet.objects.get().choices["bills"] == ["119-hr-9300", "119-s-9200"]


@pytest.mark.parametrize(
    ("office", "words"),
    [("Z999999", "No legislator with the bioguide id 'Z999999' is known here."), ("", "bioguide id ''")],
)
def test_a_missing_office_gets_one_clear_line(world, tmp_path, office, words):
    code, said = refused("--office", office, "-o", str(tmp_path / "out.pdf"))
    assert code == 2
    assert words in said
    assert "\n" not in said
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_bill_gets_one_clear_line(world, tmp_path):
    assert refused("--office", SENATOR, "-o", str(tmp_path / "out.pdf"), "--bill", "119-hr-1") == (
        2,
        "Not known here: 119-hr-1.",
    )


def test_a_folder_that_does_not_exist_is_said_before_the_work(world, tmp_path):
    code, said = refused("--office", SENATOR, "-o", str(tmp_path / "missing" / "out.pdf"))
    assert (code, said) == (2, f"The folder {tmp_path / 'missing'} does not exist.")
    assert not Packet.objects.exists()


def test_a_folder_is_no_file(world, tmp_path):
    assert refused("--office", SENATOR, "-o", str(tmp_path)) == (2, f"{tmp_path} is a folder; name a file.")


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may write anywhere")
def test_a_folder_without_permission_is_said(world, tmp_path):
    tmp_path.chmod(0o500)
    assert refused("--office", SENATOR, "-o", str(tmp_path / "out.pdf")) == (
        2,
        f"{tmp_path} cannot be written to.",
    )


def test_a_refused_final_lists_the_items_and_writes_nothing(world, tmp_path):
    code, said = refused("--office", SENATOR, "-o", str(tmp_path / "out.pdf"), "--final")
    assert code == 1
    assert said.splitlines() == [
        "The gate refused a final packet:",
        "  - The packet: Demo Coalition and its contact are fictional. [sample]",
    ]
    assert list(tmp_path.iterdir()) == []


def test_a_failure_tells_its_reason_and_writes_nothing(world, tmp_path):
    world.senator.official_name = "Ada \ue123 Samplesenator"
    world.senator.save()
    code, said = refused("--office", SENATOR, "-o", str(tmp_path / "out.pdf"))
    assert code == 1
    assert "U+E123" in said
    assert list(tmp_path.iterdir()) == []
