"""Work someone waits for, and notices."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from common.models import Job, Notice


class JobFactory(DjangoModelFactory):
    class Meta:
        model = Job

    kind = "sample work"


class NoticeFactory(DjangoModelFactory):
    class Meta:
        model = Notice

    recipient_id = 1
    kind = "sample"
    title = "Something awaits you"
    path = "/member/"
    event_key = factory.Sequence(lambda number: f"sample-{number}")
