"""`manage.py migrate`: as the role that owns the tables, then gives the site's own role its rights."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.core.management.commands import migrate

from atest import database_role


class Command(migrate.Command):
    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.set_defaults(database=database_role.alias_of_owner())

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        try:
            database_role.give_rights()
        except database_role.RoleError as error:
            raise CommandError(str(error)) from None
