"""Root, ordinary users, and several of them on one machine."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from atest import embedded
from atest.embedded import accounts, binaries, places, server
from tests.atest.embedded_tools import as_user, clear_away, needs_root, other_users, public_folder, query

pytestmark = [pytest.mark.embedded, needs_root]


@pytest.fixture
def open_folder(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    for name in ("DATABASE_URL", "SITE_URL", "ALLOWED_HOSTS"):
        monkeypatch.delenv(name, raising=False)
    folder = public_folder()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def reachable() -> None:
    programs = binaries.installed()[0].bin / "postgres"
    account = accounts.Account("ordinary", other_users(1)[0].pw_uid, other_users(1)[0].pw_gid)
    if not binaries.version_of(programs, account):
        pytest.skip("this project stands where other users cannot reach it")


def own_var(folder: Path, user) -> Path:
    path = folder / user.pw_name
    path.mkdir(mode=0o700)
    os.chown(path, user.pw_uid, user.pw_gid)
    return path


def owner_of_server(place: places.Place) -> int:
    return Path(f"/proc/{server.postmaster(place)}").stat().st_uid


def test_root_runs_the_server_as_a_system_user(tmp_path, open_folder):
    try:
        place = embedded.ensure(tmp_path, testing=True)
        assert owner_of_server(place) == place.account.uid != 0
        assert place.data.stat().st_uid == place.account.uid
        assert places.SYSTEM_STATE in place.data.parents
    finally:
        clear_away(tmp_path)


def test_an_ordinary_user_runs_it_in_the_project(open_folder, reachable):
    user = other_users(1)[0]
    var_dir = own_var(open_folder, user)
    try:
        found = as_user(user, lambda: query(embedded.ensure(var_dir, testing=True), "SHOW data_directory"))
        assert found == str(var_dir / "postgres-test" / "data")
        assert owner_of_server(places.find(var_dir, testing=True)) == user.pw_uid
    finally:
        clear_away(var_dir)


def test_two_users_have_a_server_each(open_folder, reachable):
    users = other_users(2)
    folders = [own_var(open_folder, user) for user in users]
    try:
        found = [
            as_user(
                user,
                lambda folder=folder: query(embedded.ensure(folder, testing=True), "SHOW data_directory"),
            )
            for user, folder in zip(users, folders, strict=True)
        ]
        assert found == [str(folder / "postgres-test" / "data") for folder in folders]
        owners = [owner_of_server(places.find(folder, testing=True)) for folder in folders]
        assert owners == [user.pw_uid for user in users]
    finally:
        for folder in folders:
            clear_away(folder)


def test_another_users_database_is_refused_with_a_reason(open_folder, reachable):
    first, second = other_users(2)
    var_dir = own_var(open_folder, first)
    var_dir.chmod(0o755)
    try:
        as_user(first, lambda: embedded.ensure(var_dir, testing=True))

        def try_it() -> str:
            with pytest.raises(embedded.EmbeddedDatabaseError) as refused:
                embedded.ensure(var_dir, testing=True)
            return str(refused.value)

        assert "belongs to another user" in as_user(second, try_it)
    finally:
        clear_away(var_dir)


def test_under_sudo_an_ordinary_users_data_stay_that_users(open_folder, reachable):
    user = other_users(1)[0]
    var_dir = own_var(open_folder, user)
    try:
        as_user(user, lambda: query(embedded.ensure(var_dir, testing=True), "CREATE TABLE kept (word text)"))
        embedded.stop(var_dir, testing=True)
        place = embedded.ensure(var_dir, testing=True)
        assert owner_of_server(place) == user.pw_uid
        assert query(place, "SELECT to_regclass('kept') IS NOT NULL") == "True"
        embedded.stop(var_dir, testing=True)
        as_user(user, lambda: query(embedded.ensure(var_dir, testing=True), "SELECT 1"))
    finally:
        clear_away(var_dir)


def test_programs_out_of_reach_are_copied_and_nothing_of_others_is_opened(open_folder):
    account = accounts.for_data(open_folder / "none")
    closed = open_folder / "closed"
    closed.mkdir(mode=0o700)
    newest = max(binaries.installed(), key=lambda one: one.version)
    shutil.copytree(newest.bin.parent, closed / "pginstall", symlinks=True)
    hidden = binaries.Binaries(closed / "pginstall" / "bin", newest.version)
    found = binaries.within_reach(hidden, account, open_folder / "state")
    assert (open_folder / "state") in found.bin.parents
    assert binaries.version_of(found.bin / "postgres", account) == newest.version
    assert closed.stat().st_mode & 0o777 == 0o700
    assert binaries.within_reach(hidden, account, open_folder / "state") == found
