"""The words of the desk in templates: citations, days, money, people's parties, icons. See docs/look.md."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

from common import browsers, citations, dates, markdown, money, sourcing
from common.templatetags import desk_parts

register = template.Library()
desk_parts.add_to(register)

register.filter("cite", citations.cite)
register.filter("cite_in_full", citations.cite_in_full)
register.filter("cite_law", citations.cite_law)
register.filter("ordinal", citations.ordinal)
register.filter("fy", citations.fiscal_year)
register.filter("party_counts", citations.party_counts)
register.filter("dollars_in_words", money.words)
register.filter("browser", browsers.browser_in_words)
register.filter("markdown", markdown.render)

# Fields of a form that one sees at once.
SEEN_AT_A_GLANCE = 5
_ICON_OF = {"debug": "info", "question": "info"}


@register.filter
def day(value: date | datetime | None) -> str:
    """Return "Nov 21, 2026"; a moment is first put into US Eastern, a date without time is never shifted."""
    return "" if value is None else dates.day_words(value)


@register.filter
def short_day(value: date | datetime | None) -> str:
    """Return "Nov 21" in the present year and "Nov 21, 2025" in another."""
    text = day(value)
    return text.removesuffix(f", {dates.today().year}")


@register.filter
def moment(value: datetime | None) -> str:
    """Return "Nov 21, 2026, 4:12 p.m. ET"."""
    return "" if value is None else dates.moment_words(value)


register.filter("clock", dates.clock_words)


@register.simple_tag
def today_et() -> date:
    """Return today's date in Washington."""
    return dates.today()


@register.filter
def millions(amount: int | None, places: int = 0) -> str:
    """Return dollars as a figure in millions, exact, with at least `places` decimals; "" for None."""
    return "" if amount is None else money.figure(amount, money.Unit.MILLIONS, places=places)


@register.filter
def dollars(amount: int | None) -> str:
    """Return "$105,625,000"; "" for None."""
    if amount is None:
        return ""
    return f"{money.MINUS if amount < 0 else ''}${money.figure(abs(amount))}"


@register.filter
def stale_words(as_of: date | datetime | None) -> str:
    """Return "not refreshed for 12 days" when a moving fact is older than STALE_AFTER_DAYS, else ""."""
    return sourcing.stale_words(as_of, dates.today(), settings.STALE_AFTER_DAYS)


@register.simple_tag
def icon(name: str) -> SafeString:
    """Return one of our line drawings (static/icons/desk.svg) by name; always beside a word, so hidden from readers."""
    known = _ICON_OF.get(name.lower(), name.lower())
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>', static("icons/desk.svg"), known
    )


@register.filter
def has_errors(bound: Any) -> bool:
    """Whether a bound form field has errors."""
    return bool(bound.errors)


@register.filter
def wrong_out_of_sight(form: Any) -> list[Any]:
    """Return the fields of a long form that are wrong, to be named at its top; none of a form seen at one glance."""
    fields = list(form.visible_fields())
    return [field for field in fields if field.errors] if len(fields) > SEEN_AT_A_GLANCE else []


@register.filter
def widget_kind(bound: Any) -> str:
    """Return the kind of a bound field's control: "check" for one box, "choices" for a group, else "plain"."""
    kind = getattr(bound.field.widget, "input_type", "")
    if kind not in {"checkbox", "radio"}:
        return "plain"
    return "choices" if bound.use_fieldset else "check"
