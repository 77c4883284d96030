"""What names an amendment: its type, and the key made of Congress, type and number. Pure."""

from __future__ import annotations

from django.db.models import TextChoices

from legislation.choices import Chamber


class AmendmentType(TextChoices):
    HAMDT = "hamdt", "H.Amdt."
    SAMDT = "samdt", "S.Amdt."
    SUAMDT = "suamdt", "S.Up.Amdt."

    @property
    def chamber(self) -> Chamber:
        """The chamber it is offered in."""
        return Chamber.HOUSE if self is AmendmentType.HAMDT else Chamber.SENATE

    @property
    def congress_gov_slug(self) -> str:
        """How an address of Congress.gov calls it."""
        return _SLUGS[self.value]


_SLUGS = {
    "hamdt": "house-amendment",
    "samdt": "senate-amendment",
    "suamdt": "senate-unprinted-amendment",
}
_TYPES = frozenset(AmendmentType.values)


def amendment_key(congress: str, amendment_type: str, number: str) -> str:
    """Return the key (117-samdt-2137) of three parts as a source gives them; empty where they name none."""
    kind = amendment_type.lower()
    if kind not in _TYPES or not (congress.isdecimal() and number.isdecimal()):
        return ""
    return f"{int(congress)}-{kind}-{int(number)}"


def citation_of(key: str) -> str:
    """Return "S.Amdt. 2137" for "117-samdt-2137"; a key of another form as it is."""
    _, _, rest = key.partition("-")
    kind, _, number = rest.partition("-")
    return f"{AmendmentType(kind).label} {number}" if kind in AmendmentType.values and number else key
