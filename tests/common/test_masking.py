"""No secret of an address reaches a log."""

from __future__ import annotations

import logging
import re

import pytest
from django.test import Client

from common.masking import SecretsMasked, masked
from tests.test_access import patterns

SECRET = "Zk3-abc_DEF0123456789"


@pytest.mark.parametrize("route", [one for one in patterns() if "secret>" in one])
def test_every_route_with_a_secret_is_masked(route):
    address = "/" + re.sub(r"<[^>]+>", SECRET, route)
    assert SECRET not in masked(f'"GET {address}?page=2 HTTP/1.1" 200')


@pytest.mark.parametrize(
    "said",
    [
        "Not Found: /feeds/calendar/{}.ics",
        '127.0.0.1 - - "GET /feeds/calendar/{}.ics HTTP/1.1" 200 17',
        "Gone: /feeds/alerts/{}/",
        "referrer https://desk.example/people/invitation/{}/",
    ],
)
def test_a_line_of_a_log_keeps_all_but_the_secret(said):
    assert masked(said.format(SECRET)) == said.format("...")


def test_what_holds_no_secret_is_left_alone():
    line = "Not Found: /people/me/feeds/calendar/make/ and /people/invitations/"
    assert masked(line) == line


def test_a_record_is_masked_with_its_arguments():
    record = logging.LogRecord("x", logging.WARNING, "", 0, "%s: %s", ("Gone", f"/feeds/a/{SECRET}"), None)
    assert SecretsMasked().filter(record)
    assert record.getMessage() == "Gone: /feeds/a/..."


@pytest.mark.django_db
def test_the_sites_own_log_masks_an_address_that_fails(capfd):
    Client().get(f"/feeds/calendar/{SECRET}.ics")
    Client().get(f"/people/address/{SECRET}/undo/")
    handlers = [
        one
        for one in logging.getLogger().handlers
        if any(isinstance(rule, SecretsMasked) for rule in one.filters)
    ]
    assert handlers
    assert SECRET not in capfd.readouterr().err


def test_what_gunicorn_writes_is_masked_too():
    import atest.wsgi  # noqa: F401 - importing it puts the filters on

    for name in ("gunicorn.access", "gunicorn.error"):
        assert any(isinstance(one, SecretsMasked) for one in logging.getLogger(name).filters)
