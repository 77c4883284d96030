"""Outside organizations that sign a letter: entered by the secretariat, with their consent noted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils import timezone

from common import audit
from common.dates import eastern
from decisions.models import Letter, OutsideSigner, Signature
from decisions.models.letters import signing_key
from decisions.selectors.letters import Signatory, signatories
from decisions.services.letters import LetterRefused, locked_while_open, require_secretariat
from members.models import Organization, User


@dataclass(frozen=True)
class Entry:
    """One outside signer as entered: its name and place as printed, who agreed for it, how and when; its line."""

    name: str
    place: str
    consent: str
    line: int = 1


class EntriesRefused(LetterRefused):
    """Some entries cannot be taken, so none was; `reasons` has a message for each, naming its line."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = list(reasons)


@transaction.atomic
def enter_outside_signers(*, letter: Letter, entries: Sequence[Entry], by: User) -> list[OutsideSigner]:
    """Add outside signers to an open letter, all of them or none.

    A member never comes in by this door: it signs for itself. Raises EntriesRefused with what is wrong by line,
    LetterRefused after the deadline or when `by` is not of the secretariat.
    """
    require_secretariat(by)
    current = locked_while_open(letter)
    if reasons := _reasons_against(current, entries):
        raise EntriesRefused(reasons)
    signers = [
        OutsideSigner(letter=current, name=one.name, place=one.place, consent=one.consent, entered_by=by)
        for one in entries
    ]
    for signer in signers:
        _write(signer)
        audit.record("entered outside signer", signer, actor_id=by.pk, letter=current.pk)
    return signers


@transaction.atomic
def take_off_outside_signer(*, signer: OutsideSigner, by: User) -> OutsideSigner:
    """Take an outside signer off a letter before the deadline; the row stays.

    Raises LetterRefused afterwards, when it is off already, and for everyone but the secretariat.
    """
    require_secretariat(by)
    locked_while_open(signer.letter)
    current: OutsideSigner = OutsideSigner.objects.select_for_update().get(pk=signer.pk)
    if current.removed_at:
        raise LetterRefused(f"{current.name} is no longer on this letter.")
    return _take_off(current, by)


def take_off_same_name(*, letter: Letter, name: str, by: User) -> None:
    """Take off the outside signer that has since joined and now signs for itself, in the caller's transaction."""
    for signer in OutsideSigner.objects.in_force().filter(letter=letter, sort_key=signing_key(name)):
        _take_off(signer, by)


@transaction.atomic
def export_consents(*, letter: Letter, by: User) -> list[tuple[str, str, str, str, str, str]]:
    """Return (name, place, signed as, by whom, on, consent) of everyone on a letter, and log who took it.

    Raises LetterRefused for everyone but the secretariat: a consent names a person.
    """
    require_secretariat(by)
    rows = [_with_consent(line) for line in signatories(letter)]
    audit.record("exported signatories", letter, actor_id=by.pk, rows=len(rows))
    return rows


def _with_consent(line: Signatory) -> tuple[str, str, str, str, str, str]:
    if line.outside:
        on = eastern(line.outside.entered_at).date().isoformat()
        return line.name, line.place, "outside signer", "", on, line.outside.consent
    signature = line.signature
    if signature is None:
        return line.name, line.place, "", "", "", ""
    kind = "former member" if line.left_on else "member"
    on = eastern(signature.signed_at).date().isoformat()
    return line.name, line.place, kind, str(signature.signed_by), on, ""


def _take_off(signer: OutsideSigner, by: User) -> OutsideSigner:
    signer.removed_by, signer.removed_at = by, timezone.now()
    _write(signer)
    audit.record("took off outside signer", signer, actor_id=by.pk, letter=signer.letter_id)
    return signer


def _reasons_against(letter: Letter, entries: Sequence[Entry]) -> list[str]:
    members = _keys_of_members()
    signed = set(Signature.objects.in_force().filter(letter=letter).values_list("sort_key", flat=True))
    entered = set(OutsideSigner.objects.in_force().filter(letter=letter).values_list("sort_key", flat=True))
    reasons = []
    for one in entries:
        key = signing_key(one.name)
        if not key or not one.consent.strip():
            reasons.append(f"Line {one.line}: a name and its consent are needed.")
        elif key in members:
            reasons.append(f"Line {one.line}: {one.name} is a member, so it signs for itself.")
        elif key in signed or key in entered:
            reasons.append(f"Line {one.line}: {one.name} is on this letter already.")
        entered.add(key)
    return reasons


def _keys_of_members() -> set[str]:
    names = Organization.objects.active().values_list("name", "short_name")
    return {signing_key(name) for pair in names for name in pair if name}


def _write(signer: OutsideSigner) -> None:
    """Save; the database's clock is the last word on a deadline that passes within the request."""
    try:
        with transaction.atomic():
            signer.save()
    except IntegrityError as error:
        raise LetterRefused("This letter no longer takes signatures.") from error
