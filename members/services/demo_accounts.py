"""Demo accounts: their random passwords are made on this machine and kept in one private file, never in the code."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from common import audit
from members.models import User

# Letters and digits that nobody mistakes for one another.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
KEYS = ("director", "policy", "administrator", "representative", "alternate")
DOMAIN = "demo-coalition.example"


class NoDemoAccounts(Exception):  # noqa: N818 - it is an answer, not an error
    """There are none to speak of; the message says why and what to do."""


@dataclass(frozen=True)
class SignInLine:
    """One demo account as it is printed; the password is None once its owner has changed it."""

    role: str
    email: str
    password: str | None


def allowed() -> bool:
    """Whether this site may have demo accounts: it is a demonstration, or reachable from this machine only."""
    return bool(settings.DEMO or settings.SITE_IS_LOCAL)


def email_of(key: str) -> str:
    """Return the address of a demo account."""
    return f"{key}@{DOMAIN}"


def make_password() -> str:
    """Return a random password of 80 bits in four groups."""
    return "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(4))


def password_file() -> Path:
    """Return where the passwords are kept."""
    return Path(settings.VAR_DIR) / "demo-accounts.json"


def keep_passwords(*, passwords: dict[str, str]) -> None:
    """Write the passwords, by e-mail address, to a file that only this account can read."""
    path = password_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        json.dump(passwords, file, indent=2)
    draft.replace(path)


def sign_in_lines() -> list[SignInLine]:
    """Return each demo account with the password that still opens it.

    Raises NoDemoAccounts when the database has none, or when the file is gone.
    """
    people = _people()
    path = password_file()
    if not path.exists():
        raise NoDemoAccounts(
            f"The passwords of the demo accounts were kept in {path}, which is gone. "
            "Make new ones: manage.py demo_accounts --reset"
        )
    kept = json.loads(path.read_text(encoding="utf-8"))
    return [
        SignInLine(_role_of(user), user.email, _still_opens(user, kept.get(user.email))) for user in people
    ]


@transaction.atomic
def reset_passwords() -> list[SignInLine]:
    """Give every demo account a new password and return the lines.

    Raises NoDemoAccounts when there are none, or when the site is reachable from outside.
    """
    if not allowed():
        raise NoDemoAccounts("This site is reachable from outside: demo accounts cannot be opened here.")
    people = _people()
    passwords = {user.email: make_password() for user in people}
    for user in people:
        user.set_password(passwords[user.email])
        user.save(update_fields=["password"])
        audit.record("reset demo password", user, actor_id=None)
    keep_passwords(passwords=passwords)
    return [SignInLine(_role_of(user), user.email, passwords[user.email]) for user in people]


def _people() -> list[User]:
    order = {email_of(key): place for place, key in enumerate(KEYS)}
    people = sorted(User.objects.filter(is_sample=True, email__in=order), key=lambda user: order[user.email])
    if not people:
        raise NoDemoAccounts(
            "There are no demo accounts: this database was not started with the sample coalition."
        )
    return people


def _still_opens(user: User, password: str | None) -> str | None:
    # A look, not a sign-in: check_password would store a stronger hash when it can.
    return password if password and user.check_password(password) else None


def _role_of(user: User) -> str:
    if term := user.secretariat_terms.current().first():
        return f"secretariat, {term.get_role_display().lower()}"
    affiliation = user.current_affiliations[0] if user.current_affiliations else None
    return (
        f"{affiliation.get_role_display().lower()} of {affiliation.organization}"
        if affiliation
        else "no role"
    )
