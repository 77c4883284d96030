"""Addresses of the money."""

from django.urls import path

from appropriations.views import grid, lines

app_name = "appropriations"
urlpatterns = [
    path("money/", grid.grid, name="grid"),
    path("money/export.<sheet:kind>", grid.export, name="grid_export"),
    path("money/lines/<slug:slug>/", lines.line, name="line"),
]
