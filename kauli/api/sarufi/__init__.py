"""The compatible API: what the published Sarufi SDKs, bridges and widget speak."""

from kauli.api.sarufi.application import compatible_api

__all__ = ["compatible_api"]
