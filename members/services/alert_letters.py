"""The letter that tells of alerts, in plain words and in HTML: public facts only, and how to stop it in one click."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import css_inline
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from common.citations import NBSP
from common.models import Gathered, Notice
from members.services.stop_links import Stop, stop_url

_SUBJECTS = {
    Gathered.SOON.value: "{many} from the policy desk",
    Gathered.DAILY.value: "Your day at the policy desk: {many}",
    Gathered.WEEKLY.value: "Your week at the policy desk: {many}",
}


@dataclass(frozen=True)
class Line:
    """One sentence of a letter: when what it tells of happened, and when it arrived where that was days later."""

    text: str
    on: date | None
    arrived_on: date | None = None


@dataclass(frozen=True)
class Item:
    """What a letter, a feed or a page tells of one thing."""

    heading: str
    path: str
    lines: tuple[Line, ...]
    reasons: tuple[tuple[int, str], ...]

    @property
    def url(self) -> str:
        """The address of its page, with the site."""
        return f"{settings.SITE_URL}{self.path}"

    @property
    def why(self) -> str:
        """Return "you have alerts on H.R. 1144 and the TVPRA family"."""
        *before, last = [words for _, words in self.reasons] or ["it"]
        return f"{', '.join(before)} and {last}" if before else last


def item_of(notice: Notice) -> Item:
    """Return what an alert tells of; see members.services.alerts for what its row keeps."""
    detail = notice.detail
    return Item(
        heading=detail.get("heading") or notice.title,
        path=notice.path,
        lines=tuple(
            Line(one["text"], _day(one.get("on")), _day(one.get("arrived")))
            for one in detail.get("lines", [])
        ),
        reasons=tuple((int(number), str(words)) for number, words in detail.get("why", [])),
    )


def items_of(notices: Sequence[Notice]) -> list[Item]:
    """Return what several alerts tell of, those on one page together, in the order they came."""
    by_page: defaultdict[str, list[Item]] = defaultdict(list)
    for one in map(item_of, notices):
        by_page[one.path].append(one)
    return [
        Item(
            heading=same[0].heading,
            path=path,
            lines=tuple(dict.fromkeys(line for one in same for line in one.lines)),
            reasons=tuple(dict.fromkeys(reason for one in same for reason in one.reasons)),
        )
        for path, same in by_page.items()
    ]


def alert_letter(notices: Sequence[Notice], address: str) -> EmailMultiAlternatives:
    """Return the letter that tells of alerts which go out together; its subject says how many and no more."""
    first, items = notices[0], items_of(notices)
    count = sum(len(one.lines) for one in items)
    subject = _SUBJECTS[first.gathered or Gathered.SOON].format(many=_counted(count))
    reasons = dict(reason for one in items for reason in one.reasons)
    stop_all = stop_url(Stop(first.recipient_id))
    stops = [(words, stop_url(Stop(first.recipient_id, number))) for number, words in reasons.items()]
    context = {
        "subject": subject,
        "items": items,
        "stops": stops,
        "stop_all": stop_all,
        "choices": settings.SITE_URL + reverse("members:alerts"),
        "name": settings.COALITION_NAME,
    }
    # One click in the mail program stops what the letter is for: the one alert, or all where there are several.
    one_click = stops[0][1] if len(stops) == 1 else stop_all
    letter = EmailMultiAlternatives(
        subject,
        _plain(render_to_string("members/mail/alerts.txt", context)),
        to=[address],
        headers=_headers(notices, one_click),
    )
    letter.attach_alternative(_styled(render_to_string("members/mail/alerts.html", context)), "text/html")
    return letter


def _headers(notices: Sequence[Notice], one_click: str) -> dict[str, str]:
    numbers = " ".join(str(one.pk) for one in sorted(notices, key=lambda one: one.pk))
    identity = hashlib.sha256(numbers.encode()).hexdigest()[:24]
    return {
        # The same at each attempt: a letter taken twice by mistake is shown once.
        "Message-ID": f"<alerts-{identity}@{settings.SITE_HOST}>",
        "List-Id": f"<alerts.{settings.SITE_HOST}>",
        # RFC 8058: a mail program may stop it by a POST of its own, without a sign-in.
        "List-Unsubscribe": f"<{one_click}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
    }


def _counted(many: int) -> str:
    return f"{many} alert{'' if many == 1 else 's'}"


def _plain(text: str) -> str:
    """No-break spaces mean nothing in a plain letter and show as question marks in some programs."""
    return text.replace(NBSP, " ")


def _styled(html: str) -> str:
    """Mail programs read no style sheet: its rules go to each element."""
    return css_inline.inline(html, extra_css=_style_sheet(), load_remote_stylesheets=False)


@cache
def _style_sheet() -> str:
    found: Any = finders.find("css/mail.css")
    return Path(str(found)).read_text(encoding="utf-8")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
