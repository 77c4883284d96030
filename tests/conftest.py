"""What every test may lean on: the shared data, a database server, and outside services that stay outside."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.conf import settings

from atest import embedded
from atest.celery import app as celery_app

pytest_plugins = ["tests.replay.plugin"]

BASE_DIR = Path(__file__).resolve().parent.parent
SHARED = BASE_DIR.parent / "shared" / "data"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
IN_CI = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
# What a test module that opens pages imports.
OPENS_PAGES = {"signed_in", "queries_of", "Client"}
DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server"}


# The same examples each time, and as long as a busy machine takes.
hypothesis.settings.register_profile("desk", deadline=None, derandomize=True, max_examples=50)
hypothesis.settings.load_profile("desk")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "database: uses the database (set by itself)")
    config.addinivalue_line(
        "markers", "pages: opens pages, which look the same on any server (set by itself)"
    )
    # A task that a test sends must never reach the worker of a site that runs beside the tests.
    celery_app.conf.update(broker_url="memory://", task_always_eager=False)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    chromium = find_chromium()
    for item in items:
        if item.get_closest_marker("django_db") or DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.database)
        if OPENS_PAGES & set(vars(item.getparent(pytest.Module).obj)) or item.path.parent.name == "canaries":
            item.add_marker(pytest.mark.pages)
        if item.get_closest_marker("browser") and not chromium:
            item.add_marker(pytest.mark.skip(reason="no Chromium on this machine; set CHROMIUM to its path"))


def find_chromium() -> str | None:
    """Return the path of a Chromium, from CHROMIUM or the PATH."""
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The browser that tests marked `browser` drive."""
    path = find_chromium()
    if not path:
        pytest.skip("no Chromium on this machine; set CHROMIUM to its path")
    return path


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real data beside the project; tests that need it are left out where it is missing."""
    if not SHARED.is_dir():
        missing = "the shared data are not beside this project (../shared/data)"
        # Where every change is judged, a test that quietly did not run would count as one that passed.
        if IN_CI:
            pytest.fail(missing)
        pytest.skip(missing)
    return SHARED


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Before the first test that uses the database: where no server is named, start the tests' own."""
    if not settings.DATABASE_URL:
        embedded.ensure(Path(settings.VAR_DIR), testing=True)


@pytest.fixture(autouse=True)
def same_rules(settings: Any) -> None:
    """Whatever this shell has set: no demonstration, and the second factor only in the tests that are about it."""
    settings.DEMO = False
    settings.MFA_REQUIRED_FOR_SECRETARIAT = False
    # Hard to reverse is slow to make, and there are many passwords here that nobody wants.
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Or each test client would read every static file there is before its first page.
    settings.WHITENOISE_AUTOREFRESH = True


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Path, worker_id: str) -> None:
    """Each test writes its files, mails and cache entries where no other test or site looks."""
    settings.MEDIA_ROOT = str(tmp_path / "files")
    settings.EMAIL_FILE_PATH = str(tmp_path / "mail")
    cache = settings.CACHES["default"]
    settings.CACHES = {"default": {**cache, "KEY_PREFIX": f"test-{os.getpid()}-{worker_id}-{tmp_path.name}"}}
