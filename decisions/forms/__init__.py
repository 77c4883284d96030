"""What is entered about proposals, letters and shared information, one module by subject."""

from decisions.forms.answers import ConfirmForm, OnBehalfForm, OwnAnswerForm
from decisions.forms.sharing import ShareForm

__all__ = ["ConfirmForm", "OnBehalfForm", "OwnAnswerForm", "ShareForm"]
