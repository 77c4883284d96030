"""What a reader asks of the grid, as a plain value: columns, groups, comparisons, prices."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices

from appropriations.choices import Stage


class Columns(TextChoices):
    """What the columns are."""

    YEARS = "years", "Fiscal years"
    STAGES = "stages", "Stages of one year"
    BOTH = "both", "Years and stages"


class Grouping(TextChoices):
    BUNDLE = "bundle", "Appropriations bill"
    DEPARTMENT = "department", "Department"


class Against(TextChoices):
    """What a figure is compared with."""

    BOTH = "both", "Prior and request"
    PRIOR = "prior", "Prior enacted"
    ASK = "ask", "Our request"
    NOTHING = "nothing", "Nothing"


class How(TextChoices):
    """How a comparison is written."""

    BOTH = "both", "Dollars and percent"
    DOLLARS = "dollars", "Dollars"
    PERCENT = "percent", "Percent"


class Place(TextChoices):
    """Where comparisons stand."""

    CELL = "cell", "In the cell"
    COLUMNS = "columns", "In own columns"


class Only(TextChoices):
    """Which lines are kept for what is known of them in the years shown."""

    ASKED = "asked", "With our request"
    LATE = "late", "Money late or withheld"
    DIFFER = "differ", "Sources differ"


class Compared(TextChoices):
    """The comparisons themselves, in the order in which they stand beside a figure."""

    PRIOR = "prior", "against prior enacted"
    ASK = "ask", "against our request"
    AUTHORIZED = "authorized", "authorized in law"


@dataclass(frozen=True)
class GridQuery:
    """Everything the grid shows of its lines. `stages` empty means every stage with a figure."""

    years: tuple[int, ...]
    columns: str = Columns.YEARS
    stages: tuple[str, ...] = ()
    grouping: str = Grouping.BUNDLE
    against: str = Against.BOTH
    how: str = How.BOTH
    place: str = Place.CELL
    authorized: bool = False
    # The year in whose prices dollars are shown; none as printed.
    base: int | None = None
    only_differing: bool = False

    @property
    def last_year(self) -> int:
        """The year whose stages are shown."""
        return max(self.years)

    @property
    def compared(self) -> tuple[Compared, ...]:
        """The comparisons asked for, in their order."""
        wanted = {
            Compared.PRIOR: self.against in {Against.BOTH, Against.PRIOR},
            Compared.ASK: self.against in {Against.BOTH, Against.ASK},
            Compared.AUTHORIZED: self.authorized,
        }
        return tuple(one for one in Compared if wanted[one])

    @property
    def shows_stage(self) -> tuple[str, ...]:
        """The stages that may have a column, in the order of the year."""
        return tuple(stage.value for stage in Stage if not self.stages or stage.value in self.stages)
