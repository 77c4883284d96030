"""`manage.py demo_accounts`: the sign-in lines of the demo accounts; `--reset` makes new passwords."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from members.services import demo_accounts


class Command(BaseCommand):
    help = "Print the sign-in lines of the demo accounts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--reset", action="store_true", help="make new passwords for the demo accounts")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            lines = demo_accounts.reset_passwords() if options["reset"] else demo_accounts.sign_in_lines()
        except demo_accounts.NoDemoAccounts as none:
            self.stdout.write(str(none))
            return
        width = max(len(line.email) for line in lines)
        self.stdout.write("Demo accounts (passwords made on this machine):")
        for line in lines:
            word = line.password or "(password changed by its owner)"
            self.stdout.write(f"  {line.email:<{width}}  {word}  {line.role}")
