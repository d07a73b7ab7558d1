"""The APIs: the one that published SDKs speak, and our own; parsing and rendering, no more."""

from starlette.types import ASGIApp

from kauli.api.building import build_api

__all__ = ["ASGIApp", "build_api"]
