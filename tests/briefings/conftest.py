"""The world that tests of packets share, and one folder of drawings for all of them."""

import pytest
from django.db import connection, transaction
from django.test import override_settings

from tests.briefings import kinds_world
from tests.briefings import world as worlds


@pytest.fixture
def world(db):
    return worlds.build()


@pytest.fixture
def staff(db):
    return worlds.staff()


@pytest.fixture(scope="session")
def drawings(tmp_path_factory):
    return tmp_path_factory.mktemp("drawings")


@pytest.fixture(autouse=True)
def var_folder(settings, drawings):
    """A chart of the same numbers is drawn once for all tests, and no site's folder is touched."""
    settings.VAR_DIR = drawings


@pytest.fixture(scope="session")
def kinds(django_db_setup, django_db_blocker, drawings):
    """Frozen packets of every kind from one world, assembled once and rolled back: their tests read no database.

    A test that asks for them is marked django_db all the same: only then the tests' own database is set up.
    """
    with django_db_blocker.unblock(), override_settings(VAR_DIR=drawings), transaction.atomic():
        assert connection.settings_dict["NAME"].startswith("test_")
        frozen = kinds_world.packets()
        transaction.set_rollback(True)
    return frozen
