"""Addresses of the plan, of positions, asks and messages, and of the triage."""

from django.urls import path

from priorities.views import asks, ended, messages, plan, positions, public, triage

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
    path("plan/positions/", positions.positions, name="positions"),
    path("plan/positions/export.<sheet:kind>", positions.positions_file, name="positions_file"),
    path("plan/positions/new/", positions.new, name="new_position"),
    path("plan/positions/<int:pk>/edit/", positions.edit, name="edit_position"),
    path("plan/positions/<int:pk>/end/", positions.end, name="end_position"),
    path("plan/positions/<int:pk>/outside/", positions.outside, name="position_outside"),
    path("plan/positions/<int:pk>/undo/", positions.undo, name="undo_position"),
    path("plan/positions/flags/<int:pk>/withdraw/", positions.withdraw_a_flag, name="withdraw_flag"),
    path("plan/positions/on/<str:bill_id>/", positions.on_bill, name="positions_on"),
    path("plan/positions/on/<str:bill_id>/flag/", positions.flag, name="flag_cut"),
    path("plan/asks/", asks.asks, name="asks"),
    path("plan/asks/export.<sheet:kind>", asks.asks_file, name="asks_file"),
    path("plan/asks/new/", asks.new, name="new_ask"),
    path("plan/asks/<int:pk>/", asks.ask, name="ask"),
    path("plan/asks/<int:pk>/edit/", asks.edit, name="edit_ask"),
    path("plan/asks/<int:pk>/withdraw/", asks.withdraw, name="withdraw_ask"),
    path("plan/asks/<int:pk>/move/", asks.move, name="move_ask"),
    path("plan/asks/<int:pk>/undo/", asks.undo, name="undo_ask"),
    path("plan/messages/", messages.library, name="messages"),
    path("plan/messages/export.<sheet:kind>", messages.messages_file, name="messages_file"),
    path("plan/messages/new/", messages.new, name="new_message"),
    path("plan/messages/<int:pk>/", messages.message, name="message"),
    path("plan/messages/<int:pk>/edit/", messages.edit, name="edit_message"),
    path("plan/messages/<int:pk>/clear/", messages.clear, name="clear_message"),
    path("plan/messages/<int:pk>/archive/", messages.archive, name="archive_message"),
    path("triage/", triage.triage, name="triage"),
    path("triage/export.<sheet:kind>", triage.triage_file, name="triage_file"),
    path("triage/act/", triage.act, name="triage_act"),
    path("triage/<str:bill_id>/", triage.item, name="triage_item"),
    path("triage/<str:bill_id>/notes/", triage.notes, name="triage_notes"),
    path("triage/<str:bill_id>/undo/", triage.undo, name="triage_undo"),
]
