"""Keeping Member letters: entered, changed, taken back, with their last day to sign in the calendar of the money."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from appropriations.choices import DeadlineKind
from appropriations.models import Deadline, MemberLetter
from appropriations.selectors.row_history import undoable_entry
from appropriations.services.row_changes import RowError, change_row, record_cleared, undo_row
from appropriations.services.signers import undo_signers
from appropriations.supporting import missing_names
from common import audit
from common.access import is_staff
from common.models import AuditEntry
from members.models import User

_GUARDED = ("subject", "circulation_text")


@transaction.atomic
def add_letter(
    *, fields: Mapping[str, Any], by: User, cleared: Sequence[str] = (), is_sample: bool = False
) -> MemberLetter:
    """Enter a Member letter with its source; `fields` are those of MemberLetterForm, `lines` a list of rows.

    `cleared` are phrases that `by` cleared: they mention and do not ask (P2). Raises RowError for others
    than staff, the same letter twice, or a list that cannot be whole.
    """
    check_staff(by)
    own = {name: value for name, value in fields.items() if name != "lines"}
    made = MemberLetter(**own, entered_by=by, is_sample=is_sample)
    _check(made)
    made.save()
    made.lines.set(fields.get("lines", ()))
    audit.record("entered a Member letter", made, actor_id=by.pk)
    record_cleared(row=made, fields=_GUARDED, phrases=cleared, by=by)
    _keep_deadline(made)
    return made


@transaction.atomic
def change_letter(
    *, letter: MemberLetter, fields: Mapping[str, Any], by: User, cleared: Sequence[str] = ()
) -> MemberLetter:
    """Change what is known of a letter; its deadline follows. Raises RowError as `add_letter` does."""
    current = locked_letter(letter, by)
    change_row(row=current, fields=fields, verb="changed a Member letter", by=by, check=_check)
    record_cleared(row=current, fields=_GUARDED, phrases=cleared, by=by)
    _keep_deadline(current)
    return current


@transaction.atomic
def take_back_letter(*, letter: MemberLetter, by: User) -> MemberLetter:
    """Take back a letter entered by mistake, and its deadline; row, signers and history stay.

    Raises RowError for one that was taken back.
    """
    current = locked_letter(letter, by)
    if current.taken_back_at:
        raise RowError("It was taken back already.")
    change_row(row=current, fields={"taken_back_at": timezone.now()}, verb="took back a Member letter", by=by)
    _keep_deadline(current)
    return current


@transaction.atomic
def undo_letter(*, letter: MemberLetter, by: User) -> AuditEntry:
    """Undo the newest change of a letter or of its signers. Raises RowError when there is none."""
    current = locked_letter(letter, by)
    entry = undoable_entry(current)
    if entry is not None and "changed" not in entry.detail:
        undo_signers(letter=current, entry=entry, by=by)
        return entry
    undone = undo_row(row=current, by=by, check=_check)
    _keep_deadline(current)
    return undone


def locked_letter(letter: MemberLetter, by: User) -> MemberLetter:
    """Return a letter as it is now, held until the transaction ends. Raises RowError for others than staff."""
    check_staff(by)
    current: MemberLetter = MemberLetter.objects.select_for_update().get(pk=letter.pk)
    return current


def check_staff(by: User) -> None:
    """Raise RowError for others than staff."""
    if not is_staff(by):
        raise RowError("The secretariat keeps the Member letters.")


def _check(letter: MemberLetter) -> None:
    twin = MemberLetter.objects.standing().filter(
        fiscal_year=letter.fiscal_year,
        chamber=letter.chamber,
        bundle=letter.bundle_id,
        subject=letter.subject,
    )
    if letter.taken_back_at is None and twin.exclude(pk=letter.pk).exists():
        raise RowError("This letter is here already: same fiscal year, chamber, bill and subject.")
    names = letter.signatures.count() if letter.pk else 0
    if letter.signers_complete and not names:
        raise RowError("A list without a single name cannot be whole.")
    if letter.signers_complete and (missing := missing_names(names, letter.signer_count)):
        raise RowError(
            f"The list cannot be whole: the source counts {letter.signer_count} signers, "
            f"and {missing} are not named here."
        )


def _keep_deadline(letter: MemberLetter) -> None:
    """Have the last day to sign in the calendar, as often as it moves; gone with the day or the letter."""
    if letter.deadline_on is None or letter.taken_back_at:
        gone = Deadline.objects.filter(letter=letter)
        gone.update(is_off=True, done_on=None, changed_at=timezone.now())
        return
    kept = Deadline.objects.filter(letter=letter).first() or Deadline(
        letter=letter, filed_by=letter.entered_by
    )
    was = (kept.due_on, kept.is_off) if kept.pk else None
    kept.fiscal_year, kept.kind = letter.fiscal_year, DeadlineKind.MEMBER_LETTER
    kept.title = f"Last day to sign: {letter.subject}"[:200]
    kept.due_on, kept.chamber, kept.bundle_id = letter.deadline_on, letter.chamber, letter.bundle_id
    kept.source, kept.source_url, kept.as_of = letter.source, letter.source_url, letter.as_of
    kept.is_sample, kept.is_off, kept.done_on = letter.is_sample, False, letter.delivered_on
    if was and was != (kept.due_on, kept.is_off):
        kept.changes += 1
        kept.changed_at = timezone.now()
    kept.save()
