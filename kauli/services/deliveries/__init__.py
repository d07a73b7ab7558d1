"""Deliveries: what was sent, what was answered, what is still to go."""

from kauli.services.deliveries.service import Deliveries
from kauli.services.deliveries.views import AttemptView, DeliveryView

__all__ = ["AttemptView", "Deliveries", "DeliveryView"]
