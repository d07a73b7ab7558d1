"""Learning from use: what people write and no intent recognises."""

from kauli.services.learning.service import Assignment, Learning, Lesson
from kauli.services.learning.views import MissedView

__all__ = ["Assignment", "Learning", "Lesson", "MissedView"]
