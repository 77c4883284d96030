"""Lists of bills as the API and govinfo's folders give them, with the faults they are known for."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.replay.answers import Answer


@dataclass
class BillLists:
    """What is listed; `hidden` are bills that are there by number but in no list."""

    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    files: dict[str, dict[str, Any]] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)

    def add(self, bill_id: str, updated: str, **more: Any) -> None:
        """List a bill in the API, its record touched on a day or at a moment; again to change it."""
        congress, bill_type, number = bill_id.split("-")
        self.rows[bill_id] = {
            "congress": int(congress),
            "type": bill_type.upper(),
            "number": number,
            "originChamber": "House" if bill_type.startswith("h") else "Senate",
            "title": f"SAMPLE bill {number}",
            "updateDate": updated[:10],
            "updateDateIncludingText": updated,
            "latestAction": {"actionDate": "2025-02-07", "text": "Introduced in House"},
            **more,
        }

    def add_file(self, bill_id: str, modified: str, size: int = 5000) -> None:
        """List a bill's file in its folder at govinfo, modified as "18-Sep-2026 20:26"."""
        name = f"BILLSTATUS-{bill_id.replace('-', '')}.xml"
        self.files[bill_id] = {
            "name": name,
            "justFileName": name,
            "displayLabel": name,
            "folder": False,
            "fileExtension": "xml",
            "formattedLastModifiedTime": modified,
            "size": size,
            "link": f"https://www.govinfo.gov/bulkdata/BILLSTATUS/{name}",
        }

    def page(self, congress: str, query: Mapping[str, str], limit: int, kind: str) -> Answer:
        """Answer for one page of the API's list."""
        since = query.get("fromDateTime", "")[:10]
        rows = [
            row
            for bill_id, row in self.rows.items()
            if bill_id.startswith(f"{congress}-")
            and bill_id not in self.hidden
            and row["updateDate"] >= since
        ]
        rows.sort(key=lambda row: (row["updateDate"], row["number"]), reverse="desc" in query.get("sort", ""))
        offset, count = int(query.get("offset", "0")), len(rows)
        if kind == "unordered":
            random.Random(offset).shuffle(rows)  # noqa: S311 - any order will do
        if kind == "duplicate_page":
            offset = max(0, offset - limit)
        page = [] if kind == "empty_page" else rows[offset : offset + limit]
        if kind == "missing_rows":
            page = page[: len(page) // 2]
        pagination: dict[str, Any] = {"count": count + 7 if kind == "wrong_count" else count}
        if offset + limit < len(rows):
            pagination["next"] = f"https://api.congress.gov/v3/bill/{congress}?offset={offset + limit}"
        return Answer(body=json.dumps({"bills": page, "pagination": pagination}).encode())

    def folder(self, congress: str, bill_type: str, kind: str, *, wants_json: bool) -> Answer:
        """Answer for one folder of govinfo."""
        if not wants_json:
            return Answer(406, b"<html>Not acceptable</html>", "text/html")
        prefix = f"{congress}-{bill_type}-"
        files = [row for bill_id, row in self.files.items() if bill_id.startswith(prefix)]
        archive = {"name": f"BILLSTATUS-{congress}-{bill_type}.zip", "size": 3_934_575, "folder": False}
        found = [] if kind == "empty_page" else [archive, *files]
        return Answer(body=json.dumps({"files": found}).encode())
