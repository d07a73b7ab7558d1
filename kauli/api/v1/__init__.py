"""Our own API, under ``/api/v1``."""

from kauli.api.v1.application import OUR_PATHS, our_api

__all__ = ["OUR_PATHS", "our_api"]
