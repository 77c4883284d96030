"""Recorded votes: the list, the page of one, its members as a file, and asking for what is not here yet."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from common import doors
from common.access import member, staff
from common.sheets import FileReply, Kind, as_file, file_links
from common.states import STATES
from legislation.exports import vote_sheet, votes_sheet
from legislation.filters import VoteFilter
from legislation.models import RollCall
from legislation.roll_calls import UnknownVoteId, VoteId
from legislation.selectors import votes
from legislation.services.pull_votes import request_votes
from legislation.tasks import run_vote_pull
from legislation.views.asked import is_filtered

A_PAGE = 30
EXPORT_AT_MOST = 5000


@member
@require_safe
def vote_list(request: HttpRequest) -> HttpResponse:
    """Recorded votes on tracked bills, or on all bills here, newest first."""
    chosen = VoteFilter(request.GET, queryset=votes.votes_for_list(request.user))
    page = Paginator(chosen.qs, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "page": page,
        "rows": votes.list_rows(list(page)),
        "is_filtered": is_filtered(request),
    }
    return render(request, "legislation/votes.html", context | file_links("legislation:votes_file"))


@member
@require_safe
def votes_file(request: HttpRequest, kind: Kind) -> FileReply:
    """The same votes as a file."""
    chosen = VoteFilter(request.GET, queryset=votes.votes_for_list(request.user))
    return as_file(votes_sheet(votes.list_rows(list(chosen.qs[:EXPORT_AT_MOST]))), kind)


@member
@require_safe
def vote(request: HttpRequest, vote_id: str) -> HttpResponse:
    """One roll call: the outcome, each party alike, and every member by name."""
    state = request.GET.get("state", "")
    it = _page(request, vote_id, state if state in STATES else "")
    context = {"it": it, "line": it.line, "states": STATES.items(), "state": state}
    return render(request, "legislation/vote.html", context)


@member
@require_safe
def members_file(request: HttpRequest, vote_id: str, kind: Kind) -> FileReply:
    """How every member voted, by name."""
    state = request.GET.get("state", "")
    return as_file(vote_sheet(_page(request, vote_id, state if state in STATES else "")), kind)


def _page(request: HttpRequest, vote_id: str, state: str) -> votes.VotePage:
    try:
        return votes.vote_page(request.user, VoteId.parse(vote_id), state=state)
    except (UnknownVoteId, RollCall.DoesNotExist) as error:
        raise Http404(f"No roll call {vote_id} is known here; an id looks like 119-house-1-17.") from error


@staff
@require_POST
def pull(request: HttpRequest) -> HttpResponse:
    """Ask for the House roll calls of tracked bills, or for the one named, and show how far that is."""
    named = request.POST.get("vote", "")
    try:
        with transaction.atomic():
            job, created = request_votes(vote_ids=[named] if named else None, requested_by=request.user.pk)
            if created:
                doors.send(run_vote_pull, str(job.pk))
    except UnknownVoteId as error:
        raise Http404(str(error)) from error
    return redirect("job", job_id=job.pk)
