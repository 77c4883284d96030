"""Shipped facts: read when they changed, whole or not at all."""

from __future__ import annotations

import pytest

from common.facts import digest_of, load_when_changed
from common.models import LoadedFacts
from members.models import Skill

pytestmark = pytest.mark.django_db


def test_a_file_is_read_once_and_again_when_it_changed(tmp_path):
    file, read = tmp_path / "facts.csv", []
    file.write_text("one")

    def load():
        read.append(file.read_text())
        return "1 row"

    assert load_when_changed("sample", [file], load) == "sample: 1 row"
    assert load_when_changed("sample", [file], load) == "sample: unchanged"
    file.write_text("two")
    assert load_when_changed("sample", [file], load) == "sample: 1 row"
    assert read == ["one", "two"]


def test_a_failed_load_leaves_everything_as_it_was(tmp_path):
    file = tmp_path / "facts.csv"
    file.write_text("one")

    def load():
        Skill.objects.create(name="Half")
        raise ValueError("line 2: no such state")

    with pytest.raises(ValueError, match="line 2"):
        load_when_changed("sample", [file], load)
    assert not Skill.objects.exists()
    assert not LoadedFacts.objects.exists()


def test_the_digest_knows_names_and_contents(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("same")
    two.write_text("same")
    assert digest_of([one]) != digest_of([two])
    assert digest_of([one, two]) != digest_of([two, one])
