"""The sample coalition and its accounts."""

from __future__ import annotations

import json
import stat
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from common.models import AuditEntry
from decisions.choices import Answer
from decisions.models import Decision, Proposal, Response
from decisions.outcomes import Status
from decisions.selectors.outcome import outcome_of
from decisions.services import first_data as decisions
from members.choices import Role
from members.models import Affiliation, Organization, Skill, User
from members.services import demo_accounts, first_data

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_var(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.SITE_IS_LOCAL = True


def command(*args):
    out = StringIO()
    call_command("demo_accounts", *args, stdout=out)
    return out.getvalue()


def test_a_database_with_nobody_gets_twelve_sample_organizations_and_accounts_that_open():
    assert list(first_data.load_first_data()) == ["sample coalition: 13 organizations, 5 demo accounts"]
    assert Organization.objects.active().count() == 12
    assert all(one.name.startswith("SAMPLE ") and one.is_sample for one in Organization.objects.all())
    assert Skill.objects.filter(organizations__isnull=False).distinct().count() == Skill.objects.count()
    lines = demo_accounts.sign_in_lines()
    assert [line.email.partition("@")[0] for line in lines] == list(demo_accounts.KEYS)
    for line in lines:
        assert User.objects.get(email=line.email).check_password(line.password)


def test_every_member_organization_has_someone_who_may_answer():
    list(first_data.load_first_data())
    for organization in Organization.objects.active():
        roles = Affiliation.objects.current().filter(organization=organization).values_list("role", flat=True)
        assert {Role.REPRESENTATIVE, Role.ALTERNATE} & set(roles), organization


def test_the_passwords_differ_each_time_and_only_this_account_reads_their_file(tmp_path):
    list(first_data.load_first_data())
    file = tmp_path / "demo-accounts.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    first = json.loads(file.read_text())
    demo_accounts.reset_passwords()
    second = json.loads(file.read_text())
    assert len(set(first.values()) | set(second.values())) == 10
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_where_someone_is_already_nothing_is_made():
    User.objects.create_user("real@sample.example", "x", name="Real")
    assert list(first_data.load_first_data()) == ["sample coalition: left as it is"]
    assert not Organization.objects.exists()


def test_a_site_reachable_from_outside_gets_no_demo_accounts(settings):
    settings.SITE_IS_LOCAL, settings.DEMO = False, False
    assert list(first_data.load_first_data()) == ["sample coalition: not for a site reachable from outside"]
    assert not User.objects.exists()


def test_a_changed_password_is_never_reset_by_loading_again():
    list(first_data.load_first_data())
    person = User.objects.get(email=demo_accounts.email_of("director"))
    person.set_password("chosen by its owner")
    person.save()
    list(first_data.load_first_data())
    person.refresh_from_db()
    assert person.check_password("chosen by its owner")
    assert "(password changed by its owner)" in command()


def test_the_command_says_what_to_do_when_there_are_none(tmp_path):
    assert "There are no demo accounts" in command()
    list(first_data.load_first_data())
    (tmp_path / "demo-accounts.json").unlink()
    assert "manage.py demo_accounts --reset" in command()
    assert "director@demo-coalition.example" in command("--reset")
    assert AuditEntry.objects.filter(verb="reset demo password").count() == 5


def test_a_site_reachable_from_outside_resets_none(settings):
    list(first_data.load_first_data())
    settings.SITE_IS_LOCAL, settings.DEMO = False, False
    assert "reachable from outside" in command("--reset")


def test_sample_decisions_come_once_and_say_sample():
    list(first_data.load_first_data())
    assert list(decisions.load_first_data()) == [
        "sample decisions: 4 decisions, 2 open proposals",
        "sample letters: 2",
        "sample proposals with rounds: 3",
    ]
    assert list(decisions.load_first_data()) == ["sample decisions: left as they are"]
    assert all(one.title.startswith("SAMPLE ") and one.is_sample for one in Decision.objects.all())
    # The proposal that is closed today takes the next number of this year.
    entered = Decision.objects.filter(proposal=None)
    assert {one.number: one.is_public for one in entered} == {
        "2026-01": True,
        "2026-02": True,
        "2026-03": True,
        "2026-04": False,
        "2026-05": True,
        "2026-06": True,
    }
    assert Proposal.objects.open().count() == 4
    assert Response.objects.count() == 35


def test_sample_proposals_show_a_decision_a_second_round_and_a_block():
    list(first_data.load_first_data())
    list(decisions.load_first_data())
    closed = Proposal.objects.get(state="closed")
    assert (closed.round, closed.decision.outcome, closed.rounds.count()) == (2, "adopted", 2)
    second = Proposal.objects.open().get(round=2)
    assert set(second.responses.values_list("round", flat=True)) == {1, 2}
    blocked = Response.objects.get(answer=Answer.BLOCK).proposal
    assert outcome_of(blocked, timezone.now()).status == Status.BLOCKED


def test_without_the_sample_coalition_no_sample_decisions():
    assert list(decisions.load_first_data()) == ["sample decisions: none without the sample coalition"]
    assert not Decision.objects.exists()


def test_a_prospective_organization_is_there_to_compare_and_nobody_acts_for_it():
    list(first_data.load_first_data())
    prospect = Organization.objects.prospects().get()
    assert "SAMPLE" in prospect.name
    assert not prospect.affiliations.exists()
