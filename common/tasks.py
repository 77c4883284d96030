"""Celery door of the chart drawing, and the one way a page asks for a chart."""

from __future__ import annotations

import logging

from celery import shared_task
from kombu.exceptions import OperationalError

from common import charts

log = logging.getLogger(__name__)


@shared_task(ignore_result=True)
def draw_chart(key: str) -> None:
    """Draw the chart ordered under `key`."""
    charts.draw_ordered(key)


def for_page(chart: charts.Chart) -> charts.Drawn:
    """Return `chart` with its kept drawing, or without one after having ordered it.

    The table carries the same numbers, so a page never waits for a drawing and never fails for want of one.
    """
    svg = charts.kept(chart)
    if svg is None and charts.order(chart):
        try:
            draw_chart.delay(chart.key)
        except OperationalError:
            log.warning("No queue to order the drawing of chart %s from; its table is shown alone", chart.key)
    return charts.Drawn(chart, svg)
