"""What is asked for when a packet is composed."""

from briefings.forms.composer import ComposerForm
from briefings.forms.templates import TemplateNameForm

__all__ = ["ComposerForm", "TemplateNameForm"]
