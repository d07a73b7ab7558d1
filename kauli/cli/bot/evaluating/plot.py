"""What each threshold does, as a picture (SVG)."""

from collections.abc import Callable, Sequence
from html import escape

from kauli.nlu import AtThreshold

__all__ = ["plot"]

_WIDTH, _HEIGHT = 640, 400
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 616, 48, 336
_LINES: tuple[tuple[str, str, Callable[[AtThreshold], float | None]], ...] = (
    ("answered", "#2563eb", lambda row: row.answered),
    ("of that, rightly", "#16a34a", lambda row: row.right),
    ("unknown ones refused", "#dc2626", lambda row: row.refused),
)


def plot(rows: Sequence[AtThreshold], *, title: str, threshold: float, best: float) -> str:
    """Draw a threshold table.

    Args:
        rows: of the table, by threshold.
        title: stands above it.
        threshold: the bot's own, marked.
        best: the one that does best, marked.
    """
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'font-family="sans-serif" font-size="12" role="img" aria-label="{escape(title)}">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
        f'<text x="{_LEFT}" y="26" font-size="15" font-weight="bold">{escape(title)}</text>',
        *_grid(),
        *_mark(threshold, f"now {threshold:g}", "#6b7280", _TOP - 4),
        *(_mark(best, f"best {best:g}", "#111827", _TOP + 10) if best != threshold else ()),
    ]
    for place, (name, colour, value) in enumerate(_LINES):
        points = [(row.threshold, share) for row in rows if (share := value(row)) is not None]
        if points:
            parts += _curve(points, colour)
            parts += _legend(name, colour, place)
    return "\n".join([*parts, "</svg>", ""])


def _x(threshold: float) -> float:
    return round(_LEFT + threshold * (_RIGHT - _LEFT), 1)


def _y(share: float) -> float:
    return round(_BOTTOM - share * (_BOTTOM - _TOP), 1)


def _grid() -> list[str]:
    parts = []
    for step in range(0, 101, 20):
        share = step / 100
        parts.append(
            f'<line x1="{_LEFT}" x2="{_RIGHT}" y1="{_y(share)}" y2="{_y(share)}" stroke="#e5e7eb"/>'
        )
        parts.append(f'<text x="{_LEFT - 8}" y="{_y(share) + 4}" text-anchor="end">{step} %</text>')
        parts.append(
            f'<text x="{_x(share)}" y="{_BOTTOM + 18}" text-anchor="middle">{share:g}</text>'
        )
    middle = (_LEFT + _RIGHT) / 2
    parts.append(
        f'<text x="{middle}" y="{_BOTTOM + 34}" text-anchor="middle">confidence threshold</text>'
    )
    return parts


def _mark(threshold: float, label: str, colour: str, height: int) -> list[str]:
    x = _x(threshold)
    return [
        f'<line x1="{x}" x2="{x}" y1="{_TOP}" y2="{_BOTTOM}" stroke="{colour}" '
        'stroke-dasharray="4 4"/>',
        f'<text x="{x + 4}" y="{height}" fill="{colour}">{label}</text>',
    ]


def _curve(points: Sequence[tuple[float, float]], colour: str) -> list[str]:
    line = " ".join(f"{_x(x)},{_y(y)}" for x, y in points)
    dots = [f'<circle cx="{_x(x)}" cy="{_y(y)}" r="2.5" fill="{colour}"/>' for x, y in points]
    return [f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>', *dots]


def _legend(name: str, colour: str, place: int) -> list[str]:
    x = _LEFT + place * 180
    return [
        f'<rect x="{x}" y="{_HEIGHT - 20}" width="12" height="12" fill="{colour}"/>',
        f'<text x="{x + 18}" y="{_HEIGHT - 10}">{escape(name)}</text>',
    ]
