"""An evaluation on the screen."""

from kauli.cli.screen import note, on_terminal, say, show_fields, show_table
from kauli.nlu import AtThreshold, Evaluation
from kauli.services.bots import BotView

__all__ = ["show_evaluation"]

_MOST_PHRASES = 3


def show_evaluation(bot: BotView, found: Evaluation, judged_by: str) -> None:
    """The figures, each intent's (the weakest first), the confusions and the thresholds."""
    show_fields(
        [
            ("bot", f"{bot.name}, bot {bot.id}"),
            ("judged by", judged_by),
            ("accuracy", f"{_percent(found.accuracy)} taken for the right intent"),
            ("threshold", _threshold(bot, found)),
        ]
    )
    _heading("intents, the weakest first")
    scores = sorted(found.intents.items(), key=lambda item: (item[1].f1, item[0]))
    show_table(
        ("intent", "phrases", "precision", "recall", "f1"),
        [
            (name, str(one.support), *_shares(one.precision, one.recall, one.f1, of=one.support))
            for name, one in scores
        ],
    )
    if found.confusions:
        _heading("taken for another")
        _show_confusions(found)
    if found.thresholds:
        _heading("what each threshold would do")
        _show_thresholds(bot, found)


def _show_confusions(found: Evaluation) -> None:
    astray: dict[tuple[str, str], list[str]] = {}
    for one in found.misread:
        astray.setdefault((one.expected, one.predicted), []).append(one.phrase)
    show_table(
        ("intent", "taken for", "times", "such as"),
        [
            (
                pair.expected,
                pair.predicted or "nothing",
                str(pair.count),
                " · ".join(astray.get((pair.expected, pair.predicted), [])[:_MOST_PHRASES]),
            )
            for pair in found.confusions
        ],
    )


def _show_thresholds(bot: BotView, found: Evaluation) -> None:
    rows = found.thresholds
    now = min(rows, key=lambda row: abs(row.threshold - bot.confidence_threshold))
    show_table(
        ("threshold", "answered", "rightly", "unknown refused", ""),
        [
            (
                f"{row.threshold:.2f}",
                _percent(row.answered),
                _percent(row.right),
                "-" if row.refused is None else _percent(row.refused),
                _remark(row, now, found.threshold),
            )
            for row in rows
        ],
    )
    note(
        "answered: of what the bot should understand; rightly: of what is answered; "
        "unknown refused: of what it can't know."
    )


def _remark(row: AtThreshold, now: AtThreshold, best: float) -> str:
    parts = ["now" if row is now else "", "best" if abs(row.threshold - best) < 0.01 else ""]
    return ", ".join(filter(None, parts))


def _threshold(bot: BotView, found: Evaluation) -> str:
    now, best = bot.confidence_threshold, found.threshold
    if not found.thresholds or abs(now - best) < 0.01:
        return f"{now:g}"
    return f"{now:g}; {best:g} does best by these"


def _shares(*shares: float, of: int) -> list[str]:
    return [_percent(share) if of else "-" for share in shares]


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"


def _heading(text: str) -> None:
    say()
    say(text, style="bold" if on_terminal() else "")
