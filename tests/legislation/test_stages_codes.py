"""The stage rule, which reads the clerks' words, against the Library's codes, read from the bare files.

An independent check: the two share neither reader nor rule. Codes (Congress.gov, "Action Codes"): 8000 passed House,
17000 passed Senate, 28000 presented to the President, 31000 vetoed, 36000 and 41000 became public or private law.
"""

from __future__ import annotations

import gzip
import json
import re

from lxml import etree

from legislation.choices import Stage
from legislation.sources import archives, bills_json, billstatus
from tests.legislation.stage_cases import of

PASSED = {"8000": Stage.PASSED_HOUSE, "17000": Stage.PASSED_SENATE}
MARKED = re.compile(rb"\b(?:8000|17000|28000|31000|36000|41000)\b|<laws>|\"laws\"")
# Voted down in the other chamber afterwards: the words say so, the codes of passage cannot.
FAILED_LATER = {"Failed of passage/not agreed to in", "Failed of passage in Senate"}
# A passage undone by consent keeps its code: S. 3641 of the 115th.
UNDONE = "vitiated previous passage"


def expected(codes, *, law, simple):
    """What the codes alone say of a stage; None where they do not decide."""
    passed = PASSED.keys() & codes
    if law or codes & {"36000", "41000"}:
        return {Stage.ENACTED}
    if "31000" in codes:
        return {Stage.VETOED}
    if "28000" in codes:
        return {Stage.TO_PRESIDENT}
    if simple:
        return {Stage.AGREED_TO} if passed else None
    if len(passed) == len(PASSED):
        return {Stage.PASSED_CONGRESS, Stage.AGREED_TO, Stage.RESOLVING}
    return {PASSED[code] for code in passed} or None


def assert_agrees(bill, codes, *, law, words):
    """Return whether the codes decided; then the rule must have said the same."""
    wanted = expected(codes, law=law, simple=bill.id.type.is_simple)
    if wanted is None or UNDONE in words:
        return False
    found = of(bill).stage
    failed = found is Stage.FAILED and any(text in words for text in FAILED_LATER)
    assert found in wanted or failed, (str(bill.id), found, wanted)
    return True


def check_xml(content, name):
    element = etree.fromstring(content).find("bill")
    codes = {each.text for each in element.iterfind("actions/item/actionCode")}
    law = any(each.findtext("number") for each in element.iterfind("laws/item"))
    words = " ".join(each.text or "" for each in element.iterfind("actions/item/text"))
    return assert_agrees(billstatus.parse(content, name), codes, law=law, words=words)


def check_json(line, name):
    node = json.loads(line)
    listed = (node.get("actions") or {}).get("actions") or []
    codes = {each.get("actionCode") for each in listed}
    law = bool((node.get("laws") or {}).get("laws"))
    words = " ".join(each.get("text", "") for each in listed)
    return assert_agrees(bills_json.from_bills_json(node, name), codes, law=law, words=words)


def test_the_sixty_files_agree(shared_data):
    files = sorted((shared_data / "congress" / "billstatus").glob("*.xml"))
    assert sum(check_xml(path.read_bytes(), path.name) for path in files) > 20


def test_the_bills_of_the_119th_at_hand_agree(shared_data):
    files = sorted((shared_data / "congress" / "bills119").glob("*.json"))
    assert sum(check_json(path.read_bytes(), path.name) for path in files) > 10


def test_every_marked_bill_of_the_117th_agrees(shared_data):
    found = archives.read_paths([shared_data / "congress" / "BILLSTATUS-117-all.tar.xz"])
    assert sum(check_xml(content, name) for name, content in found if MARKED.search(content)) > 1_500


def test_every_marked_bill_of_the_119th_agrees(shared_data):
    with gzip.open(shared_data / "congress" / "congress119.jsonl.gz", "rb") as lines:
        assert sum(check_json(line, "119") for line in lines if MARKED.search(line)) > 900
