"""The consultations on a proposal or a priority, wherever its page shows them."""

from __future__ import annotations

from typing import Any

from django import template
from django.db.models import Model

from decisions.selectors.consultations import Steps, steps_on

register = template.Library()


@register.inclusion_tag("decisions/consultation_steps.html")
def consultation_steps(target: Model, user: Any) -> dict[str, Steps]:
    """List the steps as `user` may read them, say aloud that there was none, and lead to the form."""
    return {"consulted": steps_on(target, user)}
