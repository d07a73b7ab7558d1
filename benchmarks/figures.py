"""What was measured: figures, each beside its bare baseline and the aim it is held to."""

from dataclasses import dataclass

__all__ = ["Aim", "Figure", "Section", "at_least", "at_most"]


@dataclass(frozen=True, slots=True)
class Aim:
    """What a figure should come to, in words, and whether it did."""

    words: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of a table.

    Attributes:
        name: what was measured.
        unit: of ``kauli`` and ``bare``, such as ``ms``.
        kauli: Kauli's figure.
        bare: the same of the baseline in the same run, where there is one.
        aim: what it is held to, where it is.
    """

    name: str
    unit: str
    kauli: float
    bare: float | None = None
    aim: Aim | None = None

    @property
    def ratio(self) -> float | None:
        """Kauli's figure over the baseline's."""
        return self.kauli / self.bare if self.bare else None


@dataclass(frozen=True, slots=True)
class Section:
    """One table.

    Attributes:
        title: what it is about.
        note: what the two columns are, in a sentence or two.
        figures: its rows; none where it was left out.
        columns: the names of the two columns of figures.
    """

    title: str
    note: str
    figures: tuple[Figure, ...] = ()
    columns: tuple[str, str] = ("Kauli", "bare")


def at_most(words: str, value: float, most: float) -> Aim:
    """An aim that ``value`` meets by staying at or below ``most``."""
    return Aim(words, value <= most)


def at_least(words: str, value: float, least: float) -> Aim:
    """An aim that ``value`` meets by reaching ``least``."""
    return Aim(words, value >= least)
