"""Offices."""

from django.urls import URLPattern, path

from outreach.views import ask_about_line, offices, seats, whom_to_ask

app_name = "outreach"
urlpatterns: list[URLPattern] = [
    path("people/offices/", offices.offices, name="offices"),
    path("people/offices/export.<sheet:kind>", offices.offices_file, name="offices_file"),
    path("people/offices/seats/", seats.seats, name="seats"),
    path("people/offices/seats/enter/", seats.enter, name="enter_seat"),
    path("people/offices/seats/<int:pk>/take-back/", seats.take_back, name="take_back_seat"),
    path("people/offices/seats/<int:pk>/restore/", seats.restore, name="restore_seat"),
    path("people/offices/<slug:key>/", offices.office, name="office"),
    path("bills/families/<slug:slug>/whom-to-ask/", whom_to_ask.about_family, name="ask_about_family"),
    path(
        "bills/families/<slug:slug>/whom-to-ask.<sheet:kind>",
        whom_to_ask.family_file,
        name="ask_about_family_file",
    ),
    path("money/lines/<slug:slug>/whom-to-ask/", ask_about_line.about_line, name="ask_about_line"),
    path(
        "money/lines/<slug:slug>/whom-to-ask.<sheet:kind>",
        ask_about_line.line_file,
        name="ask_about_line_file",
    ),
    path("bills/<str:bill_id>/whom-to-ask/", whom_to_ask.about_bill, name="ask_about_bill"),
    path("bills/<str:bill_id>/whom-to-ask.<sheet:kind>", whom_to_ask.bill_file, name="ask_about_bill_file"),
]
