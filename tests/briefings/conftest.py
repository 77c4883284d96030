"""The world that tests of packets share, and one folder of drawings for all of them."""

import pytest

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
