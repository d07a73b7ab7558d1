"""Trying a bot: simulated turns that leave no trace, and conversation tests."""

from kauli.services.trying.definitions import Definition, read_definition
from kauli.services.trying.files import read_tests, write_tests
from kauli.services.trying.service import Trying
from kauli.services.trying.simulation import Simulation
from kauli.services.trying.views import RunView, SimulatedTurn, TestResult, TestView

__all__ = [
    "Definition",
    "RunView",
    "SimulatedTurn",
    "Simulation",
    "TestResult",
    "TestView",
    "Trying",
    "read_definition",
    "read_tests",
    "write_tests",
]
