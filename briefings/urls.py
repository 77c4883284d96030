"""Packets."""

from django.urls import URLPattern, path

from briefings.views import packet, packets, runs

app_name = "briefings"
urlpatterns: list[URLPattern] = [
    path("packets/", packets.packets, name="packets"),
    path("packets/new/", packets.new_packet, name="new_packet"),
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
    path("packets/<uuid:packet_id>/again/", packets.again, name="packet_again"),
]
