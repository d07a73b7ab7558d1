"""Names for the kinds of numpy arrays that pass between the files of this room."""

import numpy as np
import numpy.typing as npt

__all__ = ["Doubles", "Floats", "Labels", "Levels", "Mask"]

Doubles = npt.NDArray[np.float64]
Floats = npt.NDArray[np.float32]
Labels = npt.NDArray[np.int64]
Levels = npt.NDArray[np.int8]
Mask = npt.NDArray[np.bool_]
