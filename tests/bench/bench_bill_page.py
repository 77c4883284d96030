"""The page of the largest bill at hand, H.R. 4350 of the 117th, against reading its own file with xmltodict."""

from __future__ import annotations

from functools import cache

import xmltodict
from django.test import Client
from django.utils import timezone

from legislation.models import Bill
from legislation.services.sync_bill import sync_bill
from legislation.sources import billstatus
from legislation.sources.archives import read_paths
from tests.bench.bench_import_congress import ARCHIVE
from tests.bench.harness import LeftOutError, benchmark
from tests.factories.members import representative

NAME, BILL = "BILLSTATUS-117hr4350.xml", "117-hr-4350"
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
_reader = Client(SERVER_NAME="localhost")


@cache
def file() -> bytes:
    if not ARCHIVE.is_file():
        raise LeftOutError("the shared data are not beside this project (../shared/data)")
    for name, content in read_paths([ARCHIVE]):
        if name.endswith(NAME) and isinstance(content, bytes):
            return content
    raise LeftOutError(f"{NAME} is not in the archive")


def read_file() -> str:
    """The work to compare with: the same facts out of their XML."""
    xmltodict.parse(file())
    return f"{len(file()) / 1e6:.2f} MB"


def sign_in_and_import() -> None:
    """The bill with all that is known of it, and a member to look at it; the first look fills the caches."""
    sync_bill(record=billstatus.parse(file()), now=timezone.now())
    _reader.force_login(representative(), backend=BACKEND)
    open_page()


@benchmark("page of the largest bill", baseline=read_file, at_most=4, prepare=sign_in_and_import)
def open_page() -> str:
    response = _reader.get(f"/bills/{BILL}/")
    assert response.status_code == 200, response.status_code
    bill = Bill.objects.get(pk=BILL)
    return f"{bill.actions.count()} actions, {bill.amendments.count()} amendments, {len(response.content) / 1e3:.0f} kB"
