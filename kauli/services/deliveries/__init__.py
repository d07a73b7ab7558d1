"""Deliveries: what was sent, what was answered, what is still to go."""

from kauli.services.deliveries.service import RESENT, Deliveries, Done
from kauli.services.deliveries.views import STATUSES, AttemptView, DeliveryView
from kauli.services.deliveries.wanted import Wanted

__all__ = ["RESENT", "STATUSES", "AttemptView", "Deliveries", "DeliveryView", "Done", "Wanted"]
