"""The files of proposals: handed out to those who may read the proposal, and never shown in place."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from common.access import member
from decisions.models import Attachment


@member
@require_safe
def attachment(request: HttpRequest, pk: int, attachment_id: int) -> HttpResponseBase:
    """One file, to be saved: whatever is in it, no browser runs or shows it as a page of ours."""
    rows = Attachment.objects.visible_to(request.user)
    found = get_object_or_404(rows, pk=attachment_id, proposal_id=pk)
    try:
        held = found.file.open("rb")
    except FileNotFoundError as error:
        raise Http404("The file is no longer in the store.") from error
    response = FileResponse(held, as_attachment=True, filename=found.name, content_type=found.media_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "no-store, private"
    return response
