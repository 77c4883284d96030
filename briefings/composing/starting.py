"""Saved templates, and what one of them or an earlier packet gives a new one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet

from briefings.choices import PacketKind
from briefings.composing.choosing import Here, Kept, Said, in_words, look_up, still_here
from briefings.models import Packet, SavedTemplate
from briefings.packet.order import Choices
from common.clearing import cleared_keys


@dataclass(frozen=True)
class TemplateRow:
    """A template in a list: what it chooses, and what of it is no longer here."""

    template: SavedTemplate
    said: tuple[Said, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True)
class Start:
    """What a new packet begins with: an office, choices, what of them is gone, and what was cleared before."""

    bioguide_id: str = ""
    kept: Kept = field(default_factory=lambda: Kept(Choices()))
    cleared: frozenset[str] = frozenset()
    is_final: bool = False


def templates_for(user: Any) -> QuerySet[SavedTemplate]:
    """Return the templates in use that a person may see, by kind and name."""
    rows: QuerySet[SavedTemplate] = SavedTemplate.objects.visible_to(user).live()
    return rows.select_related("made_by", "changed_by")


def template_rows(templates: Iterable[SavedTemplate]) -> list[TemplateRow]:
    """Return templates as a list shows them; three queries, however many."""
    every = [(one, Choices.from_json(one.choices)) for one in templates]
    here = look_up(choices for _, choices in every)
    return [_row(one, choices, here) for one, choices in every]


def start_from_template(template: SavedTemplate) -> Start:
    """Return what a packet made from a template begins with."""
    kept = still_here(Choices.from_json(template.choices), PacketKind(template.kind))
    return Start(kept=kept, cleared=_cleared(template))


def start_from_packet(packet: Packet) -> Start:
    """Return what a packet composed again from an earlier one begins with."""
    return Start(
        bioguide_id=(packet.office.legislator_id or "") if packet.office else "",
        kept=still_here(Choices.from_json(packet.choices), PacketKind(packet.kind)),
        cleared=_cleared(packet),
        is_final=packet.wants_final,
    )


def _row(template: SavedTemplate, choices: Choices, here: Here) -> TemplateRow:
    kind = PacketKind(template.kind)
    kept = still_here(choices, kind, here)
    return TemplateRow(template, tuple(in_words(kept.choices, kind, here)), kept.gone)


def _cleared(row: Model) -> frozenset[str]:
    return cleared_keys([row])[str(row.pk)]
