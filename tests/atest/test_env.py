"""Settings come from the environment and .env, and a bad value is refused by its name."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from atest import env, setup_environment

BASE_DIR = Path(__file__).resolve().parent.parent.parent
NAMES = ("PORT", "SITE_URL", "DEMO", "SECRET_KEY", "EMAIL_HOST")


@pytest.fixture
def nothing_set(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    for name in NAMES:
        # Set first, so that what the code under test puts there is taken away again afterwards.
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    return monkeypatch


def test_a_file_of_settings_is_read_and_the_environment_wins(tmp_path, monkeypatch):
    for name in ("DESK_A", "DESK_B", "DESK_C", "DESK_D"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)
    monkeypatch.setenv("DESK_D", "from the environment")
    path = tmp_path / ".env"
    path.write_text(
        "# a comment\n\nDESK_A=one = 1\nexport DESK_B=\"two words\"\nDESK_C='3'\nDESK_D=from the file\n"
    )
    env.load_file(path)
    found = [os.environ[name] for name in ("DESK_A", "DESK_B", "DESK_C", "DESK_D")]
    assert found == ["one = 1", "two words", "3", "from the environment"]


def test_a_line_that_is_no_setting_is_named(tmp_path):
    path = tmp_path / ".env"
    path.write_text("# fine\nSECRET_KEY canary\n")
    with pytest.raises(env.SettingError, match="line 2") as refused:
        env.load_file(path)
    assert "canary" not in str(refused.value)


def test_a_refused_address_is_not_repeated_with_its_password(monkeypatch):
    monkeypatch.setenv("DESK_A", "mysql://desk:canary@db.example.org/desk")
    with pytest.raises(env.SettingError, match="DESK_A") as refused:
        env.address("DESK_A", "", schemes=("postgres",))
    assert "canary" not in str(refused.value)


PRODUCTION = {
    "SITE_URL": "https://policy.example.org",
    "SECRET_KEY": "s" * 50,
}


def settings_with(tmp_path, **given):
    """Read the settings in a process of their own; returns what it printed of them, or its refusal."""
    shown = "ALLAUTH_TRUSTED_PROXY_COUNT, s.SECURE_PROXY_SSL_HEADER"
    done = subprocess.run(
        [sys.executable, "-c", f"import pytest, atest.settings as s; print(s.{shown})"],
        env={
            "PATH": os.environ["PATH"],
            "VAR_DIR": str(tmp_path),
            "DATABASE_URL": "postgres://desk@127.0.0.1/desk",
            **given,
        },
        cwd=BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout.strip() or done.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        (PRODUCTION | {"DEMO": "1"}, "DEMO"),
        (PRODUCTION | {"DEBUG": "1"}, "DEBUG"),
        ({"DEMO": "1", "ALLOWED_HOSTS": "localhost,policy.example.org"}, "DEMO"),
        ({"DEMO": "1", "ALLOWED_HOSTS": "*"}, "DEMO"),
    ],
)
def test_what_is_for_one_machine_is_refused_where_others_reach_it(tmp_path, given, refused):
    assert f"SettingError: {refused} must not be set" in settings_with(tmp_path, **given)


def test_what_a_proxy_says_counts_in_production_only(tmp_path):
    assert settings_with(tmp_path, **PRODUCTION) == "1 ('HTTP_X_FORWARDED_PROTO', 'https')"
    assert settings_with(tmp_path, SITE_URL="http://localhost:8000") == "0 None"


def test_no_file_is_no_failure(tmp_path):
    env.load_file(tmp_path / ".env")


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ("maybe", lambda: env.boolean("DESK_A")),
        ("many", lambda: env.integer("DESK_A", 1, low=1, high=9)),
        ("10", lambda: env.integer("DESK_A", 1, low=1, high=9)),
        ("loud", lambda: env.choice("DESK_A", "INFO", allowed=("INFO", "ERROR"))),
        ("ftp://example.org", lambda: env.address("DESK_A", "")),
        ("", lambda: env.text("DESK_A")),
    ],
)
def test_a_bad_or_missing_value_is_refused_by_name(monkeypatch, value, read):
    monkeypatch.setenv("DESK_A", value)
    with pytest.raises(env.SettingError, match="DESK_A"):
        read()


def test_the_address_follows_the_port(nothing_set):
    nothing_set.setenv("PORT", "8123")
    assert setup_environment.apply() == 8123
    assert os.environ["SITE_URL"] == "http://localhost:8123"


def test_a_first_run_on_this_machine_is_a_demonstration(nothing_set):
    setup_environment.apply()
    assert os.environ["DEMO"] == "1"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "s" * 50),
        ("EMAIL_HOST", "mail.example.org"),
        ("SITE_URL", "https://policy.example.org"),
    ],
)
def test_what_says_production_is_no_demonstration(nothing_set, name, value):
    nothing_set.setenv(name, value)
    setup_environment.apply()
    assert not os.environ.get("DEMO")


def test_who_says_no_to_the_demonstration_is_heard(nothing_set):
    nothing_set.setenv("DEMO", "0")
    setup_environment.apply()
    assert os.environ["DEMO"] == "0"


def test_every_setting_is_explained_in_the_example_file():
    read_in = [*(BASE_DIR / "atest").rglob("*.py"), *(BASE_DIR / "common").rglob("*.py")]
    reader = re.compile(
        r"(?:env\.(?:text|boolean|integer|choice|words|address|folder)|secrets_file\.secret)\(\s*\"([A-Z_]+)\""
    )
    names = {name for path in read_in for name in reader.findall(path.read_text(encoding="utf-8"))}
    shell = re.compile(r"\$\{([A-Z_]+):-")
    names |= set(shell.findall((BASE_DIR / "Procfile").read_text(encoding="utf-8")))
    explained = set(
        re.findall(r"^#?([A-Z_]+)=", (BASE_DIR / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert len(names) > 20
    assert names - explained == set()
