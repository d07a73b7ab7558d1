"""``kauli bot evaluate``: how well a bot tells its intents apart."""

from kauli.cli.bot.evaluating.command import evaluate

__all__ = ["evaluate"]
