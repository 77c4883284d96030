"""The charts of a line's page that stand beside its chart over years."""

from __future__ import annotations

from typing import Any

from django import template
from django.template import Context

from appropriations.models import Line
from appropriations.selectors.charts import more_charts
from common.tasks import for_page

register = template.Library()


@register.inclusion_tag("appropriations/line_charts.html", takes_context=True)
def line_charts(context: Context, line: Line) -> dict[str, Any]:
    """Show the stages of one year (`stages_of` in the address) and the share of what the law authorizes."""
    request = context["request"]
    asked = request.GET.get("stages_of", "")
    charts = more_charts(line, int(asked) if asked.isdecimal() else None)
    return {
        "request": request,
        "charts": charts,
        "stages": for_page(charts.stages) if charts.stages else None,
        "share": for_page(charts.share) if charts.share else None,
    }
