"""Several files chosen at once."""

from __future__ import annotations

from typing import Any

from django import forms

from common.uploads import MEDIA_TYPES

HELP = (
    "PDF, Word, Excel, PowerPoint, OpenDocument text, plain text, CSV, PNG or JPEG; "
    "at most 10 MB each and 10 in all."
)


class ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Zero or more files, cleaned one by one; what is in them the service checks."""

    widget = ManyFilesInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", ManyFilesInput(attrs={"accept": ",".join(MEDIA_TYPES)}))
        super().__init__(**{"required": False, "label": "Attach files", "help_text": HELP, **kwargs})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data]
        return [cleaned for one in given if (cleaned := super(FilesField, self).clean(one, initial))]
