"""Addresses of the money."""

from django.urls import path

from appropriations.views import grid, grid_editing, lines, saved_views

app_name = "appropriations"
urlpatterns = [
    path("money/", grid.grid, name="grid"),
    path("money/export.<sheet:kind>", grid.export, name="grid_export"),
    path("money/views/", saved_views.views, name="views"),
    path("money/views/new/", saved_views.new, name="view_new"),
    path("money/views/<int:pk>/", saved_views.edit, name="view_edit"),
    path("money/views/<int:pk>/delete/", saved_views.delete, name="view_delete"),
    path("money/views/<int:pk>/restore/", saved_views.restore, name="view_restore"),
    path("money/paste/", grid_editing.paste, name="paste"),
    path("money/changes/<uuid:pk>/undo/", grid_editing.undo, name="undo_change"),
    path("money/lines/<slug:slug>/edit-row/", grid_editing.row, name="edit_row"),
    path("money/lines/<slug:slug>/", lines.line, name="line"),
]
