"""A running platform as an ASGI application; apart from ``app``, since commands need no web."""

from kauli import __version__
from kauli.api import ASGIApp, build_api
from kauli.app import Platform

__all__ = ["asgi_app"]


def asgi_app(platform: Platform) -> ASGIApp:
    """Both APIs, for an ASGI server; the platform stays open around it."""
    settings = platform.settings
    return build_api(
        lambda: platform.services,
        open_mode=settings.open,
        body_limit=settings.body_limit,
        version=__version__,
        message_limit=settings.message_limit,
        metrics_open=settings.metrics_open,
    )
