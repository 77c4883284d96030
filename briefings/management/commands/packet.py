"""Make one packet now, without a worker: `manage.py packet --office S001198 -o out.pdf`.

Another kind names what it is about: `manage.py packet --kind bill --subject 119-s-2012 -o out.pdf`.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from briefings.choices import PacketKind, PacketState
from briefings.models import Packet
from briefings.packet import Choices
from briefings.selectors.bills import UnknownBills
from briefings.selectors.offices import UnknownOffice
from briefings.selectors.subjects import UnknownSubject
from briefings.services import files
from briefings.services.request import request_packet
from briefings.services.run import make_now
from members.models import User

FAILED, WRONG_ARGUMENTS = 1, 2


class Command(BaseCommand):
    help = "Make one packet and write it to a PDF file: a draft, unless --final."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--office",
            default="",
            metavar="BIOGUIDE",
            help="bioguide id, such as S001198; of an office packet",
        )
        parser.add_argument("--kind", choices=PacketKind.values, default=PacketKind.OFFICE.value)
        parser.add_argument(
            "--subject",
            default="",
            metavar="ID",
            help="what another kind is about: a bill, line, family, letter, decision, or the bill of a book",
        )
        parser.add_argument("--fiscal-year", type=int, metavar="YEAR", help="of a book or a line")
        parser.add_argument(
            "--by", default="", metavar="EMAIL", help="whose request it is; minutes need one inside"
        )
        parser.add_argument(
            "-o", "--output", required=True, type=Path, metavar="FILE", help="the PDF to write"
        )
        parser.add_argument(
            "--bill", action="append", default=[], metavar="BILL", help="such as 119-s-2012; again for more"
        )
        parser.add_argument(
            "--line", action="append", default=[], metavar="LINE", help="a program line; again for more"
        )
        parser.add_argument("--book", action="store_true", help="with every section behind the sheet")
        parser.add_argument("--final", action="store_true", help="a final packet, which has to pass the gate")

    def handle(self, *args: Any, **options: Any) -> None:
        output: Path = options["output"]
        self._check_writable(output)
        chosen = Choices(
            bills=tuple(options["bill"]),
            lines=tuple(options["line"]),
            subject=options["subject"],
            fiscal_year=options["fiscal_year"],
        )
        try:
            packet, _ = request_packet(
                bioguide_id=options["office"],
                kind=PacketKind(options["kind"]),
                requested_by=self._person(options["by"]),
                choices=chosen.with_whole_book() if options["book"] else chosen,
                wants_final=options["final"],
            )
        except (UnknownOffice, UnknownBills, UnknownSubject) as error:
            raise CommandError(str(error), returncode=WRONG_ARGUMENTS) from error
        self._finish(make_now(packet=packet), output)

    def _person(self, email: str) -> User | None:
        if not email:
            return None
        person = User.objects.filter(email__iexact=email).first()
        if person is None:
            raise CommandError(f"Nobody here has the e-mail address {email}.", returncode=WRONG_ARGUMENTS)
        return person

    def _check_writable(self, output: Path) -> None:
        """Say it before the work is done, not after."""
        folder = output.parent
        if output.is_dir():
            raise CommandError(f"{output} is a folder; name a file.", returncode=WRONG_ARGUMENTS)
        if not folder.is_dir():
            raise CommandError(f"The folder {folder} does not exist.", returncode=WRONG_ARGUMENTS)
        target = output if output.exists() else folder
        if not os.access(target, os.W_OK):
            raise CommandError(f"{target} cannot be written to.", returncode=WRONG_ARGUMENTS)

    def _finish(self, packet: Packet, output: Path) -> None:
        if packet.state == PacketState.REFUSED:
            items = "\n".join(
                f"  - {one['item']}: {one['reason']} [{one['rule']}]" for one in packet.refusals
            )
            raise CommandError(f"The gate refused a final packet:\n{items}", returncode=FAILED)
        if not packet.file:
            raise CommandError(packet.error or "The packet was not made.", returncode=FAILED)
        try:
            files.write_whole(path=output, data=files.path_of(packet.file).read_bytes())
        except OSError as error:
            raise CommandError(
                f"{output} could not be written: {error.strerror}.", returncode=FAILED
            ) from error
        kind = packet.get_state_display().lower()
        self.stdout.write(
            f"{output}: {kind}, {packet.pages} pages, {packet.size} bytes, sha256 {packet.sha256}"
        )
