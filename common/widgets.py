"""Controls of forms that Django does not have."""

from __future__ import annotations

from typing import Any

from django import forms

from common import tilemap
from common.states import state_name


class StateTiles(forms.CheckboxSelectMultiple):
    """Boxes for the states, set on the tile grid (common/tilemap.py); read aloud by their names, west to east."""

    template_name = "components/state_tiles.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the grid's rows: for each place a state's option, or None where there is none."""
        context = super().get_context(name, value, attrs)
        options = {
            option["value"]: option | {"name_in_full": state_name(option["value"])}
            for _, group, _ in context["widget"]["optgroups"]
            for option in group
        }
        places = {place: options.get(state) for state, place in tilemap.layout().items()}
        context["rows"] = [
            [places.get((column, row)) for column in range(tilemap.COLUMNS)] for row in range(tilemap.ROWS)
        ]
        return context
