"""`manage.py load_first_data`: the facts we ship, the plan, and the sample coalition."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from appropriations.services import first_data as money
from decisions.services import first_data as decisions
from legislation.services import first_data as legislation
from members.services import first_data as members
from outreach.services import first_data as outreach
from priorities.services import first_data as priorities

# Each app after those it points at.
IN_ORDER = (members, legislation, decisions, money, priorities, outreach)


class Command(BaseCommand):
    help = "Load the shipped facts, the plan and the sample coalition; files that have not changed are not read again."

    def handle(self, *args: Any, **options: Any) -> None:
        for app in IN_ORDER:
            for line in app.load_first_data():
                self.stdout.write(line)
