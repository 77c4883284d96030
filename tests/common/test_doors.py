"""Handing work to the worker: a queue that is down breaks no page."""

import logging

import pytest
from django.db import transaction

from common import doors

pytestmark = pytest.mark.django_db(transaction=True)


class DownTask:
    """A task whose queue cannot be reached."""

    asked = 0

    def delay(self, *_args: str) -> None:
        self.asked += 1
        raise OSError("the queue is down (SAMPLE)")


def test_a_queue_that_is_down_is_logged_and_breaks_no_page(caplog):
    task = DownTask()
    with caplog.at_level(logging.ERROR, logger="django"):
        doors.send(task, "outside of a transaction")
        with transaction.atomic():
            doors.send(task, "inside of one")
    assert task.asked == 2
    assert caplog.text.count("the queue is down (SAMPLE)") >= 2
