"""`manage.py start_fresh`: a new database with facts, plan and one administrator, for going live."""

from __future__ import annotations

import getpass
import os
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from atest.fresh import FreshError, start_fresh
from members.models import User

PASSWORD_VARIABLE = "FRESH_PASSWORD"  # noqa: S105 - the name of a variable


class Command(BaseCommand):
    help = (
        "Set the present database and files aside and make new ones with the shipped facts, the plan and one "
        "administrator: no sample coalition. Stop the site first."
    )
    # The database may be empty or of an older version: it is set aside, not read.
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--email", required=True, help="the administrator's address")
        parser.add_argument("--name", required=True, help="the administrator's name")
        parser.add_argument(
            "--yes", action="store_true", help=f"ask nothing; the password is read from {PASSWORD_VARIABLE}"
        )

    def handle(self, *args: Any, email: str, name: str, yes: bool, **options: Any) -> None:
        password = self._checked(email, name, asking=not yes)
        try:
            old = start_fresh(email=email, name=name, password=password, say=self.stdout.write)
        except FreshError as error:
            raise CommandError(str(error)) from None
        self.stdout.write(
            f"Done. Sign in as {email}. The former database is kept as {old}, its files beside the new."
        )

    def _checked(self, email: str, name: str, *, asking: bool) -> str:
        """Return the administrator's password; raise CommandError for a bad address, name or password."""
        if not name.strip():
            raise CommandError("--name: say who the administrator is.")
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"--email: {' '.join(error.messages)}") from None
        if asking and input("Set the present database aside and start anew? [y/N] ").strip().lower() != "y":
            raise CommandError("Nothing was changed.")
        password = (
            getpass.getpass("Password of the administrator: ")
            if asking
            else os.environ.get(PASSWORD_VARIABLE, "")
        )
        try:
            validate_password(password, User(email=email, name=name))
        except ValidationError as error:
            raise CommandError(f"The password is refused: {' '.join(error.messages)}") from None
        return password
