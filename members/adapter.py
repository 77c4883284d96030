"""How the sign-in library behaves here: nobody signs up by themselves, and second factors are kept sealed."""

import logging
from smtplib import SMTPException
from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.http import HttpRequest

from common import sealed

logger = logging.getLogger(__name__)


class ClosedSignupAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Accounts are made by the secretariat's invitation only."""
        return False

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link leads to the site's own address, whatever host name it was asked for under."""
        link: str = super().get_reset_password_from_key_url(key)
        return f"{settings.SITE_URL}{urlsplit(link).path}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Letters name the site by its own address and sign with the coalition's contact."""
        super().send_mail(
            template_prefix,
            email,
            {"site_url": settings.SITE_URL, "contact_email": settings.CONTACT_EMAIL, **context},
        )

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Any,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell of a change that is already made: a mail server that is down does not undo it."""
        try:
            super().send_notification_mail(template_prefix, user, context, email or user.email)
        except (OSError, SMTPException) as failed:
            logger.warning("A notice about signing in could not be sent (%s).", type(failed).__name__)

    def populate_username(self, request: HttpRequest, user: Any) -> None:
        """People have no user name."""


class SealedFactorsAdapter(DefaultMFAAdapter):
    def encrypt(self, text: str) -> str:
        """The secret of an authenticator app, the seed of recovery codes: never in the clear in the database."""
        return sealed.seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        """The counterpart; secrets from before they were sealed are read as they are."""
        return sealed.unseal(encrypted_text)
