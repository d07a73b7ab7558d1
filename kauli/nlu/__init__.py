"""Intent recognition: what a message asks for, from a few example phrases, and how sure that is.

Pure: no clock, no chance, no I/O; numpy and the standard library only.
"""

from kauli.nlu.evaluation import Confusion, Evaluation, Score
from kauli.nlu.model import Model
from kauli.nlu.normalise import fingerprint
from kauli.nlu.training import evaluate, train

__all__ = ["Confusion", "Evaluation", "Model", "Score", "evaluate", "fingerprint", "train"]
