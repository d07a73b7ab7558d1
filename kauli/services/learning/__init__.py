"""How well bots understand, and learning from what they did not."""

from kauli.services.learning.evaluating import Progress
from kauli.services.learning.service import Assignment, Learning, Lesson
from kauli.services.learning.views import MissedView

__all__ = ["Assignment", "Learning", "Lesson", "MissedView", "Progress"]
