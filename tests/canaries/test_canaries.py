"""P5 over the whole site: a unique word in every text that people wrote, searched for in all that outsiders can get.

The sample coalition is the world. The addresses are those that the secretariat and a member find by following every
link, and the examples of tests/access_table.py; each is then opened as every kind of outsider. What was fetched is
printed.
"""

from __future__ import annotations

import logging
from collections import Counter
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from members.models import User
from tests.access_table import PAGES
from tests.canaries.crawl import Fetched, fetch, walk
from tests.canaries.planting import found_in, plant
from tests.factories.members import AffiliationFactory, AllyFactory, UserFactory, former_member
from tests.pages import signed_in

pytestmark = pytest.mark.django_db
# The public record is the text of a decision, what it asks for and our position by it (P5); nothing else that
# people wrote is anybody's.
MAY_BE_SEEN = {
    "canary-decision-title-open",
    "canary-decision-text-open",
    "canary-position-summary-open",
    "canary-ask-text-open",
    "canary-ask-reason-open",
    "canary-slateitem-words-open",
    "canary-slateitem-justification-open",
    "canary-slateitem-report_language-open",
}
STARTS = [
    "/",
    "/home/",
    "/member/",
    "/decisions/",
    "/people/organizations/",
    "/people/me/",
    "/packets/",
    "/bills/",
    "/money/requests/",
    "/requests/",
]
SEARCHES = ("?search=canary", "?q=canary&page=1")
OUTSIDERS = {
    "anonymous": lambda: None,
    "a person without a role": UserFactory,
    "a former member": former_member,
    "a person of an ally": lambda: AffiliationFactory(organization=AllyFactory()).user,
}


@pytest.fixture
def planted(settings: Any) -> list[str]:
    """The sample coalition with a canary in every text, and the canaries."""
    settings.SITE_IS_LOCAL = True
    settings.MFA_REQUIRED_FOR_SECRETARIAT = False
    call_command("load_first_data", verbosity=0)
    return plant()


def insiders() -> dict[str, User]:
    people = {"administrator": "administrator@", "staff": "policy@", "member": "representative@"}
    return {name: User.objects.get(email__startswith=start) for name, start in people.items()}


def addresses(opened: dict[str, list[Fetched]]) -> list[str]:
    found = {page.address for pages in opened.values() for page in pages}
    examples = {one.example for one in PAGES if "{" not in one.example}
    return sorted(found | examples)


def opened_by(client: Client, every: list[str]) -> list[Fetched]:
    """Each address as it is; what opens is searched for the canaries as well."""
    plain = [fetch(client, address) for address in every]
    open_to_it = [one.address for one in plain if one.status == 200 and "?" not in one.address]
    return plain + [fetch(client, address + search) for address in open_to_it for search in SEARCHES]


def test_no_outsider_gets_a_word_of_what_is_said_inside(planted, caplog, capsys):
    caplog.set_level(logging.DEBUG)
    opened = {name: walk(signed_in(person), STARTS) for name, person in insiders().items()}
    seen_inside = found_in(" ".join(page.text for pages in opened.values() for page in pages))
    leaks: dict[tuple[str, str], set[str]] = {}
    statuses: dict[str, Counter[int]] = {}
    for name, made in OUTSIDERS.items():
        person = made()
        client = signed_in(person) if person else Client()
        client.raise_request_exception = False
        answers = opened_by(client, addresses(opened))
        statuses[name] = Counter(one.status for one in answers)
        leaks |= {
            (name, one.address): found for one in answers if (found := found_in(one.text) - MAY_BE_SEEN)
        }
    with capsys.disabled():
        print(report(opened, statuses, seen_inside, planted))  # noqa: T201 - the list of what was fetched
    assert leaks == {}
    # The crawl is worth something: insiders meet most of what was planted at the same addresses.
    assert len(seen_inside) > len(planted) / 2
    assert found_in(caplog.text) == set()


def report(opened: Any, statuses: Any, seen_inside: set[str], planted: list[str]) -> str:
    lines = ["", f"Canaries: {len(planted)} planted, {len(seen_inside)} met by those inside."]
    lines += [f"  walked as {name}: {len(pages)} addresses" for name, pages in opened.items()]
    lines += [f"  {name}: {sum(count.values())} fetched, {dict(count)}" for name, count in statuses.items()]
    lines += sorted(
        f"    {address}" for address in {page.address for pages in opened.values() for page in pages}
    )
    return "\n".join(lines)
