"""Front page, home pages, health."""

from django.urls import path

from atest.views import front

urlpatterns = [
    path("", front.front, name="front"),
    path("healthz", front.healthz, name="healthz"),
]
