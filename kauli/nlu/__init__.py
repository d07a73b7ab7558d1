"""Intent recognition: what a message asks for, from a few example phrases, and how sure that is.

Pure: no clock, no chance, no I/O but the reading of its own table of word meanings; numpy and the
standard library only.
"""

from kauli.nlu.encoder import (
    ENCODER_NAME,
    CachedEncoder,
    Encoder,
    encoder_available,
    load_encoder,
)
from kauli.nlu.evaluation import Confusable, Confusion, Evaluation, Misread, Score
from kauli.nlu.judging import judge
from kauli.nlu.model import Model
from kauli.nlu.normalise import fingerprint
from kauli.nlu.thresholds import AtThreshold
from kauli.nlu.training import confusable, evaluate, train

__all__ = [
    "ENCODER_NAME",
    "AtThreshold",
    "CachedEncoder",
    "Confusable",
    "Confusion",
    "Encoder",
    "Evaluation",
    "Misread",
    "Model",
    "Score",
    "confusable",
    "encoder_available",
    "evaluate",
    "fingerprint",
    "judge",
    "load_encoder",
    "train",
]
