"""People, sign-in and API keys."""

from kauli.services.accounts.service import Accounts

__all__ = ["Accounts"]
