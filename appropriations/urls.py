"""Addresses of the money."""

from django.urls import path

from appropriations.views import lines

app_name = "appropriations"
urlpatterns = [
    path("money/", lines.grid, name="grid"),
    path("money/lines/<slug:slug>/", lines.line, name="line"),
]
