"""Texts come from files and from govinfo, each version once."""

from __future__ import annotations

import datetime as dt
import io
import json
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from common.models import Job, JobState
from legislation import tasks
from legislation.models import BillText, TextVersion, TrackedBill
from legislation.services.bill_texts import import_bill_texts
from legislation.services.pull_texts import pull_texts, request_texts, run_text_job
from tests.factories.legislation import BillFactory

pytestmark = pytest.mark.django_db
SAMPLES = Path(__file__).parent / "samples"
FILES = ("BILLS-119hr9901ih.txt", "BILLS-119hr9901rh.txt", "BILLS-119s9902es.xml", "BILLS-119s9902rs.xml")
ES = "119/1/s/BILLS-119s9902es.xml"


@pytest.fixture
def folder(tmp_path) -> Path:
    for name in FILES:
        shutil.copy(SAMPLES / name, tmp_path)
    return tmp_path


@pytest.fixture
def govinfo(replay, settings):
    settings.GOVINFO_URL = replay.govinfo_url
    return replay


@pytest.fixture
def senate_bill():
    """A bill whose list names two versions; only one of them has a code."""
    bill = BillFactory(bill_type="s", number=9902)
    published = dt.date(2025, 5, 20)
    TextVersion.objects.create(
        bill=bill, name="Engrossed in Senate", code="es", published_on=published, position=0
    )
    TextVersion.objects.create(bill=bill, name="Private Law", code="", position=1)
    return bill


def run(*arguments: object) -> str:
    out = io.StringIO()
    call_command("import_bill_texts", *map(str, arguments), stdout=out, stderr=io.StringIO())
    return out.getvalue()


def test_texts_are_kept_from_a_folder_and_a_second_run_changes_nothing(folder):
    first = import_bill_texts(paths=[folder])
    assert (first.read, first.created, first.failed) == (4, 4, 0)
    before = list(BillText.objects.values())
    second = import_bill_texts(paths=[folder])
    assert (second.read, second.unchanged) == (4, 4)
    assert list(BillText.objects.values()) == before
    kept = BillText.objects.keyed("119-hr-9901-rh").get()
    assert (kept.label, kept.sections) == ("H.R.\N{NO-BREAK SPACE}9901 (119th), Reported in House", 4)
    assert kept.parts[0].label == "Long title"


def test_changed_words_are_taken_over(folder):
    import_bill_texts(paths=[folder])
    file = folder / FILES[0]
    file.write_text(file.read_text().replace("$5,000,000", "$6,000,000"))
    again = import_bill_texts(paths=[folder])
    assert (again.updated, again.unchanged) == (1, 3)
    assert "$6,000,000" in str(BillText.objects.keyed("119-hr-9901-ih").get().content)


def test_a_bad_file_fails_by_itself_and_is_named(folder):
    (folder / "BILLS-119hr9905ih.xml").write_bytes(b"<bill>")
    told = []
    tally = import_bill_texts(paths=[folder], tell=told.append)
    assert (tally.created, tally.failed) == (4, 1)
    assert [Path(each.name).name for each in told if each.reason] == ["BILLS-119hr9905ih.xml"]


def test_the_command_says_what_came_of_it_and_ends_with_a_code(folder):
    assert json.loads(run(folder, "--json"))["created"] == 4
    assert "4 unchanged" in run(folder)
    with pytest.raises(CommandError) as missing:
        run(folder / "nowhere")
    assert missing.value.returncode == 2
    (folder / "empty").mkdir()
    with pytest.raises(CommandError) as failed:
        run(folder / "empty")
    assert failed.value.returncode == 1


def test_a_text_can_be_here_before_its_bill(folder):
    import_bill_texts(paths=[folder])
    assert BillText.objects.count() == 4


def test_missing_versions_come_from_govinfo_by_session(govinfo, senate_bill, replay_policy):
    govinfo.add_text(ES.replace("/1/", "/2/"), (SAMPLES / "BILLS-119s9902es.xml").read_bytes())
    result = pull_texts(bill_ids=[senate_bill.pk], policy=replay_policy)
    assert (result.asked, result.brought, result.error) == (1, 1, "")
    kept = BillText.objects.get()
    assert (kept.code, kept.origin, kept.published_on) == ("es", "govinfo", dt.date(2025, 5, 20))
    assert kept.source_url.endswith(ES.replace("/1/", "/2/"))
    assert govinfo.paths() == [f"/bulkdata/BILLS/{ES}", f"/bulkdata/BILLS/{ES.replace('/1/', '/2/')}"]
    assert pull_texts(bill_ids=[senate_bill.pk], policy=replay_policy).asked == 0


def test_a_file_does_not_replace_what_govinfo_gave(govinfo, senate_bill, replay_policy, tmp_path):
    given = (SAMPLES / "BILLS-119s9902es.xml").read_bytes()
    govinfo.add_text(ES, given)
    pull_texts(bill_ids=[senate_bill.pk], policy=replay_policy)
    (tmp_path / "BILLS-119s9902es.xml").write_bytes(given.replace(b"may", b"shall"))
    assert import_bill_texts(paths=[tmp_path]).unchanged == 1
    assert BillText.objects.get().origin == "govinfo"


@pytest.mark.parametrize("kind", ["server_error", "truncated", "drop"])
def test_trouble_with_one_text_is_told_and_nothing_half_is_kept(kind, govinfo, senate_bill, replay_policy):
    govinfo.add_text(ES, (SAMPLES / "BILLS-119s9902es.xml").read_bytes())
    govinfo.misbehave(kind, on="text", times=None)
    result = pull_texts(bill_ids=[senate_bill.pk], policy=replay_policy)
    assert "govinfo" in result.error
    assert not BillText.objects.exists()
    govinfo.behave()
    assert pull_texts(bill_ids=[senate_bill.pk], policy=replay_policy).brought == 1


def test_another_bill_under_the_address_is_refused(govinfo, senate_bill, replay_policy):
    govinfo.add_text(
        ES, (SAMPLES / "BILLS-119s9902es.xml").read_bytes().replace(b"119s9902es", b"119s9903es")
    )
    assert "not what it is named" in pull_texts(bill_ids=[senate_bill.pk], policy=replay_policy).error
    assert not BillText.objects.exists()


def test_tracked_bills_get_their_texts_by_schedule_and_by_command(govinfo, senate_bill):
    govinfo.add_text(ES, (SAMPLES / "BILLS-119s9902es.xml").read_bytes())
    TrackedBill.objects.create(bill=senate_bill)
    tasks.pull_tracked_texts()
    assert Job.objects.get().state == JobState.DONE
    assert BillText.objects.count() == 1
    out = io.StringIO()
    call_command("pull_bill_texts", "--bill", senate_bill.pk, stdout=out)
    assert "0 of 0 texts" in out.getvalue()
    with pytest.raises(CommandError) as wrong:
        call_command("pull_bill_texts", "--bill", "nonsense")
    assert wrong.value.returncode == 2


def test_a_second_click_joins_the_fetching_under_way(govinfo, senate_bill):
    job, created = request_texts(bill_ids=[senate_bill.pk])
    again, created_again = request_texts(bill_ids=[senate_bill.pk])
    assert (created, created_again, again.pk) == (True, False, job.pk)
    ended, result = run_text_job(job_id=str(job.pk))
    assert (ended.state, result.brought) == (JobState.FAILED, 0)
    assert "has no text BILLS-119s9902es.xml" in ended.error
