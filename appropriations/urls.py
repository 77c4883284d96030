"""Addresses of the money."""

from django.urls import path

from appropriations.views import grid, lines, saved_views

app_name = "appropriations"
urlpatterns = [
    path("money/", grid.grid, name="grid"),
    path("money/export.<sheet:kind>", grid.export, name="grid_export"),
    path("money/views/", saved_views.views, name="views"),
    path("money/views/new/", saved_views.new, name="view_new"),
    path("money/views/<int:pk>/", saved_views.edit, name="view_edit"),
    path("money/views/<int:pk>/delete/", saved_views.delete, name="view_delete"),
    path("money/views/<int:pk>/restore/", saved_views.restore, name="view_restore"),
    path("money/lines/<slug:slug>/", lines.line, name="line"),
]
