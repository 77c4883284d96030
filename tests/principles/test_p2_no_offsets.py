"""P2: no offsets, no transfers, no earmarks. A request asks for new budget authority or language for a program."""

from __future__ import annotations

import re

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from appropriations.choices import MOVES, REQUESTS
from appropriations.models import Amount
from appropriations.services.first_data import load_first_data
from tests.factories.appropriations import AmountFactory

# Words that would name a way to ask for what we never ask for.
FORBIDDEN = re.compile(r"offset|pay_?for|transfer|earmark|recipient|grantee|cpf|directed_spending")


@pytest.mark.parametrize("app", ["appropriations", "priorities"])
def test_there_is_no_field_for_an_offset_a_transfer_or_a_recipient(app):
    fields = [
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.get_fields()
    ]
    assert fields
    assert [name for name in fields if FORBIDDEN.search(name.lower())] == []


@pytest.mark.django_db
@pytest.mark.parametrize("stage", REQUESTS)
def test_a_request_is_never_a_cut(stage):
    with pytest.raises(IntegrityError, match="amount_request_is_no_cut"), transaction.atomic():
        AmountFactory(stage=stage, dollars=-1, source_kind="coalition")


@pytest.mark.django_db
@pytest.mark.parametrize("stage", MOVES)
def test_a_transfer_or_rescission_is_recorded_but_never_requested(stage):
    AmountFactory(stage=stage, source_kind="official", dollars=-5_000_000)
    with pytest.raises(IntegrityError, match="amount_no_move_is_requested"), transaction.atomic():
        AmountFactory(stage=stage, source_kind="coalition")


@pytest.mark.django_db
def test_not_less_than_for_a_program_is_no_earmark():
    AmountFactory(stage="to_congress", nature="not_less_than", source_kind="coalition")


@pytest.mark.django_db
def test_no_shipped_request_asks_for_an_offset_or_a_recipient():
    list(load_first_data())
    asked = re.compile(
        r"offset|pay-for|transfer from|community project|directed spending|recipient", re.IGNORECASE
    )
    requests = Amount.objects.filter(stage__in=REQUESTS)
    assert requests.exists()
    assert [one.key for one in requests if asked.search(f"{one.words} {one.note}")] == []
