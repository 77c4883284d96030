"""Who we are, one module by noun."""

from members.models.alerts import PageVisit, Subscription
from members.models.organizations import Organization, Reach, Skill
from members.models.people import User, UserManager
from members.models.roles import Affiliation, SecretariatTerm
from members.models.subscriptions import Follow, NoticeChoice

__all__ = [
    "Affiliation",
    "Follow",
    "NoticeChoice",
    "Organization",
    "PageVisit",
    "Reach",
    "SecretariatTerm",
    "Skill",
    "Subscription",
    "User",
    "UserManager",
]
