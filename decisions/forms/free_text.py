"""Free text about what we decide: asked about before a person is named in it (P4)."""

from __future__ import annotations

from collections.abc import Iterable

from django import forms

from common.forms import PersonalWordsMixin
from members.selectors.organizations import names_of_organizations


class FreeTextForm(PersonalWordsMixin, forms.Form):
    """A form whose `personal_fields` may name organizations; people it asks about before anything is saved."""

    def known_names(self) -> Iterable[str]:
        """Organizations are named in what we decide; people are not."""
        return names_of_organizations()
