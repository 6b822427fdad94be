"""The measured calibrations of the bundled models; `python -m evals.calibrate` prints them anew.

Measured on XQuAD (en, zh, vi) and iApp (th): questions with the paragraph that answers them and with paragraphs of
other articles; for `cross_*`, questions in one language and paragraphs in another.
"""

from comity.kernel.embed.port import Calibration

LOCAL = Calibration(lo=0.74, hi=0.905, cross_lo=0.735, cross_hi=0.885)
CHEAP = Calibration(lo=0.10, hi=0.72, cross_lo=0.10, cross_hi=0.72)
