"""What breaks is said in the desk's own look, not the framework's."""

from __future__ import annotations

import pytest
from django.conf import LazySettings

from tests.factories.members import staff_member
from tests.pages import signed_in

pytestmark = pytest.mark.django_db


def test_a_request_that_cannot_be_read_gets_a_page_of_the_desk(settings: LazySettings):
    settings.DEBUG = False
    answer = signed_in(staff_member()).get("/bills/?q=%00")
    assert answer.status_code == 400
    assert "This request cannot be read" in answer.content.decode()
