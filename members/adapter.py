"""How the sign-in library behaves here: nobody signs up by themselves."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class ClosedSignupAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Accounts are made by the secretariat's invitation only."""
        return False

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """People have no user name."""
