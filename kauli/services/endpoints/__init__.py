"""Endpoints: where a bot's deliveries go."""

from kauli.services.endpoints.service import Endpoints
from kauli.services.endpoints.views import EndpointChanges, EndpointView

__all__ = ["EndpointChanges", "EndpointView", "Endpoints"]
