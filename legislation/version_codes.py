"""What the codes of text versions mean, as govinfo names them (govinfo.gov/help/bills, "Versions"). Pure."""

from __future__ import annotations

VERSIONS = {
    "as": "Amendment Ordered to be Printed Senate",
    "ash": "Additional Sponsors House",
    "ath": "Agreed to House",
    "ats": "Agreed to Senate",
    "cdh": "Committee Discharged House",
    "cds": "Committee Discharged Senate",
    "cph": "Considered and Passed House",
    "cps": "Considered and Passed Senate",
    "eah": "Engrossed Amendment House",
    "eas": "Engrossed Amendment Senate",
    "eh": "Engrossed in House",
    "ehr": "Engrossed in House (Reprint)",
    "enr": "Enrolled",
    "es": "Engrossed in Senate",
    "fah": "Failed Amendment House",
    "fph": "Failed Passage House",
    "fps": "Failed Passage Senate",
    "hdh": "Held at Desk House",
    "hds": "Held at Desk Senate",
    "ih": "Introduced in House",
    "iph": "Indefinitely Postponed House",
    "ips": "Indefinitely Postponed Senate",
    "is": "Introduced in Senate",
    "lth": "Laid on Table in House",
    "lts": "Laid on Table in Senate",
    "oph": "Ordered to be Printed House",
    "ops": "Ordered to be Printed Senate",
    "pav": "Previous Action Vitiated",
    "pcs": "Placed on Calendar Senate",
    "pp": "Public Print",
    "rch": "Reference Change House",
    "rcs": "Reference Change Senate",
    "rdh": "Received in House",
    "rds": "Received in Senate",
    "reah": "Re-engrossed Amendment House",
    "res": "Re-engrossed Amendment Senate",
    "renr": "Re-enrolled",
    "rfh": "Referred in House",
    "rfs": "Referred in Senate",
    "rh": "Reported in House",
    "rih": "Referral Instructions House",
    "ris": "Referral Instructions Senate",
    "rs": "Reported in Senate",
    "rth": "Referred to Committee House",
    "rts": "Referred to Committee Senate",
    "sas": "Additional Sponsors Senate",
    "sc": "Sponsor Change",
}
# The usual way of a text from introduction to law; what is not named here stands in the middle.
_WAY = (
    "i",
    "rth",
    "rts",
    "rch",
    "rcs",
    "cd",
    "rh",
    "rs",
    "pc",
    "eh",
    "es",
    "ea",
    "rd",
    "rf",
    "at",
    "enr",
    "renr",
)


def version_name(code: str) -> str:
    """Return "Introduced in House" for "ih"; a code we do not know is shown as it is, in capitals."""
    return VERSIONS.get(code, code.upper())


def order_of(code: str) -> int:
    """Return where on the way a version stands, for putting versions of one bill in order."""
    exact = _WAY.index(code) if code in _WAY else None
    if exact is not None:
        return exact
    return next((place for place, start in enumerate(_WAY) if code.startswith(start)), len(_WAY) // 2)
