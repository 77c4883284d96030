"""How the alerts of one subscription come."""

from __future__ import annotations

from django import forms

from members.choices import Delivery


class DeliveryForm(forms.Form):
    """At once, each morning, each Monday, or on the site only."""

    delivery = forms.ChoiceField(choices=Delivery.choices)

    def chosen(self) -> Delivery:
        """What was chosen."""
        return Delivery(self.cleaned_data["delivery"])
