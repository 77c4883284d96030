"""Who signed a Member letter: names added with their source, made leads, removed, and each of it undone."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from appropriations.models import MemberLetter, MemberSignature
from appropriations.services.row_changes import RowError
from common import audit
from common.access import is_staff
from common.models import AuditEntry
from members.models import User


@transaction.atomic
def add_signers(
    *,
    letter: MemberLetter,
    legislators: Sequence[str],
    is_lead: bool,
    source: str,
    source_url: str,
    as_of: date,
    by: User,
) -> int:
    """Add legislators (bioguide ids) to a letter, each with the source; return how many are new.

    Who is on it already stays as it is, but for a signer that is now said to lead. Raises RowError for others than
    staff.
    """
    current = _locked(letter, by)
    known = {one.legislator_id: one for one in current.signatures.all()}
    fresh = [one for one in dict.fromkeys(legislators) if one not in known]
    MemberSignature.objects.bulk_create(
        MemberSignature(
            letter=current,
            legislator_id=one,
            is_lead=is_lead,
            source=source,
            source_url=source_url,
            as_of=as_of,
            entered_by=by,
            is_sample=current.is_sample,
        )
        for one in fresh
    )
    made_leads = [one for one in legislators if is_lead and one in known and not known[one].is_lead]
    MemberSignature.objects.filter(letter=current, legislator__in=made_leads).update(is_lead=True)
    if fresh or made_leads:
        audit.record("added signers", current, actor_id=by.pk, added=fresh, made_leads=made_leads)
    return len(fresh)


@transaction.atomic
def remove_signer(*, letter: MemberLetter, signature_id: int, by: User) -> MemberSignature:
    """Take a name off a letter; a list that was whole no longer counts as such, until somebody says so again.

    Raises RowError where the name is not on it.
    """
    current = _locked(letter, by)
    found = current.signatures.filter(pk=signature_id).select_related("legislator").first()
    if found is None:
        raise RowError("This name is no longer on the letter.")
    was_whole = current.signers_complete
    audit.record("removed a signer", current, actor_id=by.pk, removed=[_kept(found)], was_whole=was_whole)
    found.delete()
    _set_whole(current, is_whole=False)
    return found


def undo_signers(*, letter: MemberLetter, entry: AuditEntry, by: User) -> None:
    """Undo an entry that added or removed names of a letter that the caller has locked."""
    detail: dict[str, Any] = {"undoes": entry.pk}
    if "added" in entry.detail:
        added, leads = entry.detail["added"], entry.detail.get("made_leads", [])
        letter.signatures.filter(legislator__in=added).delete()
        letter.signatures.filter(legislator__in=leads).update(is_lead=False)
        _set_whole(letter, is_whole=False)
    else:
        for row in entry.detail["removed"]:
            who = row["legislator_id"]
            letter.signatures.get_or_create(
                legislator_id=who, defaults={**row, "is_sample": letter.is_sample}
            )
        _set_whole(letter, is_whole=bool(entry.detail.get("was_whole")))
    audit.record(f"undid: {entry.verb}"[:60], letter, actor_id=by.pk, **detail)


def _kept(one: MemberSignature) -> dict[str, Any]:
    return {
        "legislator_id": one.legislator_id,
        "is_lead": one.is_lead,
        "source": one.source,
        "source_url": one.source_url,
        "as_of": one.as_of.isoformat(),
        "entered_by_id": one.entered_by_id,
    }


def _set_whole(letter: MemberLetter, *, is_whole: bool) -> None:
    if letter.signers_complete != is_whole:
        letter.signers_complete = is_whole
        letter.save(update_fields=["signers_complete"])


def _locked(letter: MemberLetter, by: User) -> MemberLetter:
    if not is_staff(by):
        raise RowError("The secretariat keeps the Member letters.")
    current: MemberLetter = MemberLetter.objects.select_for_update().get(pk=letter.pk)
    if current.taken_back_at:
        raise RowError("The letter was taken back; undo that first.")
    return current
