"""The doctor: sends a receiver what it will meet one day, and judges how it took it."""

from kauli.delivery.doctor.examination import examine
from kauli.delivery.doctor.plan import Plan, Shot, a_secret_like, make_request, stored
from kauli.delivery.doctor.probes import PROBES, Probe
from kauli.delivery.doctor.report import Finding, Grade, Reply, Report, Result, Verdict

__all__ = [
    "PROBES",
    "Finding",
    "Grade",
    "Plan",
    "Probe",
    "Reply",
    "Report",
    "Result",
    "Shot",
    "Verdict",
    "a_secret_like",
    "examine",
    "make_request",
    "stored",
]
