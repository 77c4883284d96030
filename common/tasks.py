"""Celery door of the chart drawing, and the one way a page asks for a chart."""

from __future__ import annotations

from celery import shared_task

from common import charts, doors


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
        doors.send(draw_chart, chart.key)
    return charts.Drawn(chart, svg)
