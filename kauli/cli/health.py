"""How endpoints are doing, on the screen: one line each, in the colour of its condition."""

from rich.text import Text

from kauli.cli.screen import clean
from kauli.services.insight import Condition, EndpointHealth

__all__ = ["coloured_line", "name_of", "style_of"]

_GOOD = "green"
_BAD = "bold red"
_DOUBTFUL = "yellow"
_STYLES: dict[Condition, str] = {
    "healthy": _GOOD,
    "unsteady": _DOUBTFUL,
    "behind": _DOUBTFUL,
    "unattended": _BAD,
    "failing": _DOUBTFUL,
    "down": _BAD,
    "resting": _BAD,
    "listening": _GOOD,
    "switched_off": _BAD,
}


def style_of(condition: Condition) -> str:
    """The colour of a condition; dim where nothing happens."""
    return _STYLES.get(condition, "dim")


def name_of(health: EndpointHealth) -> str:
    """What an endpoint is called among those of all bots: ``PizzaBot, Webhook``."""
    return ", ".join(name for name in (health.bot_name, health.name) if name)


def coloured_line(health: EndpointHealth) -> Text:
    """Its line; the word that matters has the colour."""
    word, colon, rest = health.line.partition(":")
    return Text.assemble((clean(word), style_of(health.condition)), colon, clean(rest))
