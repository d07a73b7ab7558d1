"""People, sign-in, members and API keys."""

from kauli.services.accounts.first_run import FirstOwner, FirstRun, SetupView
from kauli.services.accounts.members import Joining, Members
from kauli.services.accounts.service import Accounts
from kauli.services.accounts.sessions import LASTS, Sessions, SessionView

__all__ = [
    "LASTS",
    "Accounts",
    "FirstOwner",
    "FirstRun",
    "Joining",
    "Members",
    "SessionView",
    "Sessions",
    "SetupView",
]
