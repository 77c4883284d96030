"""Addresses of the money."""

from django.urls import path

from appropriations.views import acts, lines

app_name = "appropriations"
urlpatterns = [
    path("money/", lines.grid, name="grid"),
    path("money/lines/<slug:slug>/", lines.line, name="line"),
    path("money/acts/", acts.act_list, name="acts"),
    path("money/acts/read/", acts.read, name="read_act"),
    path("money/acts/<slug:digest>/", acts.act, name="act"),
    path("money/acts/<slug:digest>/candidates.<sheet:kind>", acts.act_file, name="act_file"),
    path("money/acts/candidates/<int:pk>/accept/", acts.accept, name="accept_candidate"),
    path("money/acts/candidates/<int:pk>/reject/", acts.reject, name="reject_candidate"),
    path("money/acts/candidates/<int:pk>/reopen/", acts.reopen, name="reopen_candidate"),
]
