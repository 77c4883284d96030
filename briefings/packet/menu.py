"""Choices cut down to what a kind offers. Pure."""

from __future__ import annotations

from dataclasses import replace

from briefings.choices import PacketKind
from briefings.offers import OFFERS
from briefings.packet.order import Choices


def fitted(choices: Choices, kind: PacketKind) -> Choices:
    """Return the choices with what a kind does not offer put back to its default."""
    offer = OFFERS[kind]
    offered = [name for name in choices.sections if name in offer.sections]
    return replace(
        choices,
        sections=tuple(offered),
        bills=choices.bills if offer.bills else (),
        lines=choices.lines if offer.lines else (),
        messages=choices.messages if offer.messages else (),
        cover_note=choices.cover_note if offer.cover_note else "",
        for_information=choices.for_information and offer.for_information,
        fiscal_year=choices.fiscal_year if offer.fiscal_year else None,
    )
