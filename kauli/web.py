"""A running platform as an ASGI application; apart from ``app``, since commands need no web."""

from pathlib import Path

from kauli import __version__
from kauli.api import ASGIApp, build_api
from kauli.app import Platform

__all__ = ["asgi_app"]

_DASHBOARD = Path(__file__).parent / "dashboard"
"""Where the build puts it; packed into the wheel."""


def asgi_app(platform: Platform) -> ASGIApp:
    """Both APIs and the dashboard, for an ASGI server; the platform stays open around it."""
    settings = platform.settings
    return build_api(
        lambda: platform.services,
        open_mode=settings.open,
        body_limit=settings.body_limit,
        version=__version__,
        message_limit=settings.message_limit,
        metrics_open=settings.metrics_open,
        dashboard=Path(settings.dashboard) if settings.dashboard else _DASHBOARD,
    )
