"""Where pulls go in the tests of legislation: the replay server, with a key or without."""

import pytest

from tests.replay.server import API_KEY


@pytest.fixture
def api(replay, settings):
    settings.CONGRESS_API_KEY = API_KEY
    settings.CONGRESS_API_URL = replay.api_url
    return replay


@pytest.fixture
def govinfo(replay, settings):
    settings.CONGRESS_API_KEY = ""
    settings.GOVINFO_URL = replay.govinfo_url
    return replay
