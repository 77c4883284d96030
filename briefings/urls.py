"""Packets."""

from django.urls import URLPattern, path

from briefings.views import packet, packets

app_name = "briefings"
urlpatterns: list[URLPattern] = [
    path("packets/", packets.packets, name="packets"),
    path("packets/new/", packets.new_packet, name="new_packet"),
    path("packets/<uuid:packet_id>/", packet.packet, name="packet"),
    path("packets/<uuid:packet_id>/progress/", packet.progress, name="packet_progress"),
    path("packets/<uuid:packet_id>/file/", packet.file, name="packet_file"),
    path("packets/<uuid:packet_id>/again/", packets.again, name="packet_again"),
]
