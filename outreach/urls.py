"""Offices."""

from django.urls import URLPattern, path

from outreach.views import offices

app_name = "outreach"
urlpatterns: list[URLPattern] = [
    path("people/offices/", offices.offices, name="offices"),
    path("people/offices/<slug:key>/", offices.office, name="office"),
]
