"""The name under which choices are kept."""

from __future__ import annotations

from django import forms

from briefings.models import SavedTemplate


class TemplateNameForm(forms.ModelForm):
    """The name of a template, unlike any other's that is in use."""

    # It stands on the composer too, where a packet is made without a name.
    use_required_attribute = False

    class Meta:
        model = SavedTemplate
        fields = ["name"]
        labels = {"name": "Name of the template"}

    def clean_name(self) -> str:
        """Refuse a name that a template in use has, in whatever capitals."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        taken = SavedTemplate.objects.live().filter(name__iexact=name).exclude(pk=self.instance.pk)
        if taken.exists():
            raise forms.ValidationError(f"There is a template “{name}” already. Choose another name.")
        return name
