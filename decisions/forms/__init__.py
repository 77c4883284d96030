"""What is entered about proposals, letters and shared information, one module by subject."""

from decisions.forms.answers import OnBehalfForm, OwnAnswerForm
from decisions.forms.sharing import ShareForm

__all__ = ["OnBehalfForm", "OwnAnswerForm", "ShareForm"]
