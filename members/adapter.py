"""How the sign-in library behaves here: nobody signs up by themselves."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest


class ClosedSignupAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Accounts are made by the secretariat's invitation only."""
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link leads to the site's own address, whatever host name it was asked for under."""
        link: str = super().get_reset_password_from_key_url(key)
        return f"{settings.SITE_URL}{urlsplit(link).path}"

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """People have no user name."""
