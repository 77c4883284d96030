"""Countries by ISO 3166 code and by the name people here use (pycountry; the United States' own places are states)."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

import pycountry

from common.sorting import sort_key

# Where the official short name is turned about ("Iran, Islamic Republic of") or not what is said in English.
_OURS = {
    "BN": "Brunei",
    "CC": "Cocos Islands",
    "CD": "Democratic Republic of the Congo",
    "CG": "Republic of the Congo",
    "FK": "Falkland Islands",
    "FM": "Micronesia",
    "IR": "Iran",
    "KP": "North Korea",
    "KR": "South Korea",
    "LA": "Laos",
    "MF": "Saint Martin",
    "PS": "Palestinian territories",
    "RU": "Russia",
    "SX": "Sint Maarten",
    "SY": "Syria",
    "TR": "Turkey",
    "VA": "Holy See",
    "VG": "British Virgin Islands",
}
# The nation itself, and places that stand among the states (common/states.py) or have no residents.
_AT_HOME = frozenset({"US", "AS", "GU", "MP", "PR", "UM", "VI"})
# Also said. "Congo" alone is two countries, so it is none.
_ALSO = {
    "uk": "GB",
    "burma": "MM",
    "ivory coast": "CI",
    "cape verde": "CV",
    "swaziland": "SZ",
    "vatican": "VA",
}
_TWO = frozenset({"congo"})


def _name(country: pycountry.db.Country) -> str:
    return _OURS.get(country.alpha_2) or str(getattr(country, "common_name", country.name))


COUNTRIES: dict[str, str] = dict(
    sorted(
        ((one.alpha_2, _name(one)) for one in pycountry.countries if one.alpha_2 not in _AT_HOME),
        key=lambda pair: sort_key(pair[1]),
    )
)


def _words_for() -> Iterator[tuple[str, str]]:
    """Yield every word by which a country is known, folded, with its code; our own names come last and win."""
    for one in pycountry.countries:
        if one.alpha_2 in COUNTRIES:
            official = getattr(one, "official_name", one.name)
            for word in (one.alpha_2, one.alpha_3, one.name, official, COUNTRIES[one.alpha_2]):
                yield sort_key(word), one.alpha_2


_CODE_OF = {word: code for word, code in _words_for() if word not in _TWO} | _ALSO


def country_name(code: str) -> str:
    """Return "Ghana" for "GH"; a code we do not know is returned as it is."""
    return COUNTRIES.get(code, code)


def country_code(text: str) -> str | None:
    """Return the two-letter code of a country given by name (whatever case and marks) or code; None when unknown."""
    return _CODE_OF.get(sort_key(text))


def nearest_country(text: str) -> str | None:
    """Return the name most like a misspelled one, or None when nothing is near."""
    names = {sort_key(name): name for name in COUNTRIES.values()}
    found = get_close_matches(sort_key(text), names, n=1)
    return names[found[0]] if found else None
