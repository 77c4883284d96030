"""P5 in alerts: letters, feeds and what is kept of them carry facts of Congress and no word that people wrote."""

from __future__ import annotations

import json
import logging
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from common.models import Notice
from common.private_feeds import kind_named
from legislation.models import Bill, Family
from members.models import User
from members.selectors.alerts import Target
from members.services.alerts import Told, subscribe, tell
from members.services.feeds import make_address
from members.services.notices import send_unsent
from priorities.models import Position
from tests.canaries.planting import found_in, plant

pytestmark = pytest.mark.django_db


def test_alerts_say_nothing_of_what_is_said_inside(caplog, settings):
    caplog.set_level(logging.DEBUG)
    settings.SITE_IS_LOCAL = True
    call_command("load_first_data", verbosity=0)
    plant()
    # A bill the coalition has much to say of.
    bill = Bill.objects.filter(pk__in=Position.objects.values("bill")).order_by("pk").first()
    families = Family.objects.filter(family_bills__bill=bill)
    reader = User.objects.get(email__startswith="representative@")
    for target in (bill, *families):
        subscribe(user=reader, target=target)
    targets = {Target(Bill, bill.pk): bill.citation}
    targets |= {Target(Family, one.pk): f"the {one.short_name} family" for one in families}
    lines = [Told(f"{bill.citation} passed the House", timezone.now().date())]
    tell(key="1", heading=str(bill), path=bill.get_absolute_url(), lines=lines, targets=targets)
    kind = kind_named("alerts")
    feed = Client().get(kind.path(make_address(user=reader, kind=kind))).content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=2)):
        send_unsent()
    letters = [one for one in mail.outbox if one.alternatives]
    assert letters
    said = " ".join(f"{one.subject} {one.body} {one.alternatives} {one.extra_headers}" for one in letters)
    kept = json.dumps(list(Notice.objects.alerts().values("title", "path", "detail")))
    assert "passed the House" in said
    assert "passed the House" in feed
    assert found_in(said) | found_in(feed) | found_in(kept) == set()
    assert found_in(caplog.text) == set()
    # Nor does a secret of an address reach a log.
    assert "/alerts/stop/gAAAA" not in caplog.text
