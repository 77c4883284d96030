"""govinfo's bulk data: a bill's BILLSTATUS file and its texts, which need no key and can lag behind Congress.gov."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from common.http import Gate, HttpClient, Policy
from legislation.choices import BillId
from legislation.sources import bill_texts, billstatus
from legislation.sources.bill_text_shape import UnreadableBillText
from legislation.sources.errors import BadSourceAnswer, UnknownBill, told_as_source_error
from legislation.sources.records import BillRecord

DEFAULT_URL = "https://www.govinfo.gov/bulkdata"
SERVICE = "govinfo"


@dataclass
class Govinfo:
    """The bulk data at `base_url`; use it as a context manager."""

    base_url: str = DEFAULT_URL
    policy: Policy | None = None
    gate: Gate | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        headers = {"Accept": "application/xml"}
        self._http = HttpClient(SERVICE, self.base_url, headers, self.policy or Policy(), self.gate)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._http.close()

    def bill(self, bill_id: BillId) -> BillRecord:
        """Fetch and read one bill's BILLSTATUS file.

        Raises UnknownBill, SourceBusy, SourceUnavailable, WrongKey (refused) or BadSourceAnswer.
        """
        path = bill_id.billstatus_path
        unknown = f"govinfo has no BILLSTATUS file of {bill_id} (they begin with the 108th Congress)"
        with told_as_source_error("govinfo does not let us in", unknown):
            data = self._http.get_bytes(path)
        try:
            record = billstatus.parse(data, bill_id.billstatus_name)
        except billstatus.UnreadableBillStatus as error:
            raise BadSourceAnswer(f"govinfo: {error}") from error
        if record.id != bill_id:
            raise BadSourceAnswer(f"govinfo: asked for {bill_id}, was given {record.id}")
        return replace(record, fetched_at=datetime.now(UTC))

    def text(self, bill_id: BillId, code: str, session: int) -> tuple[bill_texts.BillTextRecord, str]:
        """Fetch and read one version of a bill's text; return it with its address.

        govinfo files texts by session of Congress; `session` (1 or 2) is looked in first. Raises as `bill` does.
        """
        name = f"BILLS-{bill_id.congress}{bill_id.type.value}{bill_id.number}{code}.xml"
        unknown = f"govinfo has no text {name} (its texts begin with the 113th Congress)"
        for number in (session, 3 - session):
            path = f"BILLS/{bill_id.congress}/{number}/{bill_id.type.value}/{name}"
            try:
                with told_as_source_error("govinfo does not let us in", unknown):
                    data = self._http.get_bytes(path)
            except UnknownBill:
                continue
            try:
                return bill_texts.read(data, name), f"{self.base_url}/{path}"
            except UnreadableBillText as error:
                raise BadSourceAnswer(f"govinfo: {error}") from error
        raise UnknownBill(unknown)
