"""What people enter about the money, one module by what is entered."""

from appropriations.forms.deadlines import DeadlineForm, DoneForm, ReminderForm, RepeatForm
from appropriations.forms.support import MemberLetterForm, OfficeRequestForm, PastedSignersForm, SignerForm

__all__ = [
    "DeadlineForm",
    "DoneForm",
    "MemberLetterForm",
    "OfficeRequestForm",
    "PastedSignersForm",
    "ReminderForm",
    "RepeatForm",
    "SignerForm",
]
