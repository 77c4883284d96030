"""Packets."""

from django.urls import URLPattern, path

from briefings.views import (
    changes,
    compose,
    gate,
    handovers,
    manifest,
    packet,
    packets,
    page,
    runs,
    templates,
)

app_name = "briefings"
urlpatterns: list[URLPattern] = [
    path("packets/", packets.packets, name="packets"),
    path("packets/export.<sheet:kind>", packets.packets_file, name="packets_file"),
    path("packets/new/", compose.new_packet, name="new_packet"),
    path("packets/new/<slug:kind>/", compose.new_packet, name="compose"),
    path("packets/new/<slug:kind>/preview/", compose.preview, name="preview"),
    path("packets/new/<slug:kind>/template/", compose.save_as_template, name="save_template"),
    path("packets/stored/", handovers.stored, name="stored_packets"),
    path("packets/templates/", templates.templates, name="templates"),
    path("packets/templates/<int:pk>/", templates.edit_template, name="edit_template"),
    path("packets/templates/<int:pk>/delete/", templates.delete, name="delete_template"),
    path("packets/templates/<int:pk>/restore/", templates.restore, name="restore_template"),
    path("packets/runs/", runs.runs, name="runs"),
    path("packets/runs/new/", runs.new_run, name="new_run"),
    path("packets/runs/<uuid:run_id>/", runs.run, name="run"),
    path("packets/runs/<uuid:run_id>/progress/", runs.progress, name="run_progress"),
    path("packets/runs/<uuid:run_id>/cancel/", runs.cancel, name="cancel_run"),
    path("packets/runs/<uuid:run_id>/resume/", runs.resume, name="resume_run"),
    path("packets/runs/<uuid:run_id>/file/", runs.file, name="run_file"),
    path("packets/<uuid:packet_id>/", packet.packet, name="packet"),
    path("packets/<uuid:packet_id>/progress/", packet.progress, name="packet_progress"),
    path("packets/<uuid:packet_id>/file/", packet.file, name="packet_file"),
    path("packets/<uuid:packet_id>/page/", page.page, name="packet_page"),
    path("packets/<uuid:packet_id>/tables.xlsx", page.tables, name="packet_tables"),
    path("packets/<uuid:packet_id>/again/", gate.again, name="packet_again"),
    path("packets/<uuid:packet_id>/refresh/", gate.refresh, name="refresh_packet"),
    path("packets/<uuid:packet_id>/waive/", gate.waive_refusal, name="waive"),
    path("packets/<uuid:packet_id>/waivers/<int:pk>/withdraw/", gate.withdraw, name="withdraw_waiver"),
    path("packets/<uuid:packet_id>/hand-over/", handovers.new_handover, name="hand_over"),
    path("packets/<uuid:packet_id>/handovers/<int:pk>/undo/", handovers.undo_handover, name="undo_handover"),
    path("packets/<uuid:packet_id>/manifest/", manifest.manifest, name="manifest"),
    path("packets/<uuid:packet_id>/manifest.<sheet:kind>", manifest.manifest_file, name="manifest_file"),
    path("packets/<uuid:packet_id>/manifest.json", manifest.manifest_json, name="manifest_json"),
    path("packets/<uuid:packet_id>/changes/", changes.changed, name="packet_changes"),
    path("packets/<uuid:packet_id>/changes.pdf", changes.change_sheet, name="change_sheet"),
]
