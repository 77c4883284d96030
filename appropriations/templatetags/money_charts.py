"""The charts of a line's page that stand beside its chart over years."""

from __future__ import annotations

from dataclasses import dataclass

from django import template
from django.template import Context

from appropriations.models import Line
from appropriations.selectors.charts import MoreCharts, more_charts
from common.charts import Drawn
from common.tasks import for_page

register = template.Library()


@dataclass(frozen=True)
class DrawnCharts:
    """The charts with their drawings, as far as they are made."""

    charts: MoreCharts
    stages: Drawn | None
    share: Drawn | None


@register.simple_tag(takes_context=True)
def line_charts(context: Context, line: Line) -> DrawnCharts:
    """Return the stages of one year (`stages_of` in the address) and the share of what the law authorizes."""
    asked = context["request"].GET.get("stages_of", "")
    charts = more_charts(line, int(asked) if asked.isdecimal() else None)
    return DrawnCharts(
        charts,
        for_page(charts.stages) if charts.stages else None,
        for_page(charts.share) if charts.share else None,
    )
