"""The cosponsors of a BILLSTATUS file, taken out of it before it is parsed.

They are half of all elements of a Congress, each written exactly like the others. A list of that very form is read
by one pattern, in a tenth of the time; whatever differs in the least is left to the parser. Tests hold both to the
same result.
"""

from __future__ import annotations

import re

from legislation.sources.bill_shape import cosponsor
from legislation.sources.merging import merged_cosponsors
from legislation.sources.records import CosponsorRecord

_BEGIN, _END = b"<cosponsors>", b"</cosponsors>"
_OTHER_PLACES = ((b"<![CDATA[", b"]]>"), (b"<amendments>", b"</amendments>"))
_UTF_8 = re.compile(rb'<\?xml version="1\.0" encoding="utf-8"', re.IGNORECASE)


def _leaf(tag: str, *, optional: bool = False) -> str:
    # No mark of XML can be in the value, so that there is nothing to resolve in it.
    found = rf"<{tag}>([^<&\r]*)</{tag}>\s*"
    return f"(?:{found})?" if optional else found


# Whatever is no item and no space comes as the last group: then this is not the form we know.
_ITEM = re.compile(
    r"<item>\s*"
    + "".join(map(_leaf, ("bioguideId", "fullName", "firstName", "lastName", "party", "state")))
    + r"<identifiers>\s*<bioguideId>[^<&]*</bioguideId>\s*</identifiers>\s*"
    + _leaf("middleName", optional=True)
    + _leaf("district", optional=True)
    + _leaf("sponsorshipDate")
    + _leaf("isOriginalCosponsor")
    + _leaf("sponsorshipWithdrawnDate", optional=True)
    + r"</item>\s*|(\S)"
)


def taken_out(data: bytes) -> tuple[bytes, tuple[CosponsorRecord, ...] | None]:
    """Return the file without its list of cosponsors, and the list; the file as it is and None where it differs.

    Raises plain.BadValue for a value that cannot be what its element says.
    """
    begin = data.find(_BEGIN)
    if begin < 0 or not _UTF_8.match(data):
        return data, None
    end = data.find(_END, begin)
    # Amendments have cosponsors too; and words in a CDATA section or a comment could look like a list.
    inside = any(data.rfind(first, 0, begin) > data.rfind(last, 0, begin) for first, last in _OTHER_PLACES)
    if end < 0 or inside or data.find(b"<!--", 0, end) >= 0 or data.find(_BEGIN, begin + 1) >= 0:
        return data, None
    try:
        items = _ITEM.findall(data[begin + len(_BEGIN) : end].decode())
    except UnicodeDecodeError:
        return data, None
    if any(item[-1] for item in items):
        return data, None
    return data[:begin] + data[end + len(_END) :], merged_cosponsors(
        [
            cosponsor(
                (bioguide, full, first, middle, last, party, state, district), when, original, withdrawn
            )
            for bioguide, full, first, last, party, state, middle, district, when, original, withdrawn, _ in items
        ]
    )
