"""Addresses of the plan and the triage."""

from django.urls import path

from priorities.views import ended, plan, public, triage

app_name = "priorities"
urlpatterns = [
    # Printed in packets, as an address and as a QR code: short, and never to change.
    path("p/", public.positions, name="public_positions"),
    path("p/<slug:code>/", public.bill, name="public_bill"),
    path("plan/", plan.plan, name="plan"),
    path("plan/archive/", plan.archive, name="archive"),
    path("plan/ended/<int:congress>/", ended.ended, name="ended"),
    path("plan/ended/<str:kind>/<int:pk>/again/", ended.again, name="propose_again"),
    path("plan/priorities/<int:priority_id>/", plan.priority, name="priority"),
    path("plan/<str:kind>/<int:target_id>/wording/", plan.wording, name="wording"),
    path("triage/", triage.triage, name="triage"),
    path("triage/export.<sheet:kind>", triage.triage_file, name="triage_file"),
    path("triage/act/", triage.act, name="triage_act"),
    path("triage/<str:bill_id>/", triage.item, name="triage_item"),
    path("triage/<str:bill_id>/notes/", triage.notes, name="triage_notes"),
    path("triage/<str:bill_id>/undo/", triage.undo, name="triage_undo"),
]
