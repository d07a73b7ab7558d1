"""What is kept: tables, queries as steps, and the two databases that run them."""

from kauli.storage.database import Database
from kauli.storage.opening import open_database
from kauli.storage.signals import DELIVERIES, Signal

__all__ = ["DELIVERIES", "Database", "Signal", "open_database"]
