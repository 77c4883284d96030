"""What is entered about proposals, letters and shared information, one module by subject."""

from decisions.forms.answers import AnswerForm, OnBehalfForm
from decisions.forms.sharing import ShareForm

__all__ = ["AnswerForm", "OnBehalfForm", "ShareForm"]
