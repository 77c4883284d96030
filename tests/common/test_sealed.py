"""Secrets that the database keeps sealed."""

from __future__ import annotations

import pytest

from common.sealed import CannotOpen, seal, unseal


def test_what_is_sealed_does_not_show_and_opens_again():
    kept = seal("JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in kept
    assert unseal(kept) == "JBSWY3DPEHPK3PXP"
    assert seal("JBSWY3DPEHPK3PXP") != kept


def test_a_secret_from_before_is_read_as_it_is():
    assert unseal("JBSWY3DPEHPK3PXP") == "JBSWY3DPEHPK3PXP"


def test_a_former_key_still_opens_and_an_unknown_one_is_named(settings):
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "first key", []
    kept = seal("SAMPLE")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "second key", ["first key"]
    assert unseal(kept) == "SAMPLE"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(CannotOpen, match="SECRET_KEY_FALLBACKS"):
        unseal(kept)
