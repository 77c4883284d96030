"""Addresses of the money."""

from django.urls import path

from appropriations.views import funding, kept, languages, lines, vehicles

app_name = "appropriations"
LANGUAGE = [
    path("money/report-language/", languages.languages, name="languages"),
    path("money/report-language/new/", languages.new, name="add_language"),
    path("money/report-language/export.<sheet:kind>", languages.languages_file, name="languages_file"),
    path("money/report-language/<int:pk>/", languages.language, name="language"),
    path("money/report-language/<int:pk>/edit/", languages.edit, name="edit_language"),
    path("money/report-language/<int:pk>/carry-over/", languages.carry_over, name="carry_language"),
    path("money/report-language/<int:pk>/found/", languages.new_found, name="add_found"),
    path("money/report-language/found/<int:pk>/edit/", languages.edit_found, name="edit_found"),
]
VEHICLES = [
    path("money/bills/", vehicles.vehicles, name="vehicles"),
    path("money/bills/new/", vehicles.new, name="add_vehicle"),
    path("money/bills/export.<sheet:kind>", vehicles.vehicles_file, name="vehicles_file"),
    path("money/bills/<int:pk>/edit/", vehicles.edit, name="edit_vehicle"),
]
FUNDING = [
    path("money/after-enactment/", funding.after_enactment, name="after_enactment"),
    path("money/after-enactment/new/", funding.new, name="add_funding"),
    path("money/after-enactment/export.<sheet:kind>", funding.funding_file, name="funding_file"),
    path("money/after-enactment/<int:pk>/edit/", funding.edit, name="edit_funding"),
]
# What the three have in common: rows that staff keep.
KEPT = [
    path("money/kept/<slug:kind>/<int:pk>/withdraw/", kept.withdraw, name="withdraw_kept"),
    path("money/kept/<slug:kind>/<int:pk>/restore/", kept.restore, name="restore_kept"),
    path("money/kept/<slug:kind>/<int:pk>/undo/<int:entry_id>/", kept.undo, name="undo_kept"),
]
urlpatterns = [
    path("money/", lines.grid, name="grid"),
    path("money/lines/<slug:slug>/", lines.line, name="line"),
    *LANGUAGE,
    *VEHICLES,
    *FUNDING,
    *KEPT,
]
