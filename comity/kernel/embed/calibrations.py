"""The measured calibrations of the bundled models; `python -m evals.calibrate` prints them anew.

Measured on XQuAD (en, zh, vi) and iApp (th): questions with the paragraph that answers them and with paragraphs of
other articles; for `cross_*`, questions in one language and paragraphs in another. The cheap encoder was measured on the
sentence that answers. It was not taught Vietnamese, where all texts look alike to it; its own pair keeps that from passing for
likeness.
"""

from comity.kernel.embed.port import Calibration

LOCAL = Calibration(
    lo=0.778,
    hi=0.927,
    cross_lo=0.713,
    cross_hi=0.835,
    by_language={"en": (0.742, 0.910), "zh": (0.816, 0.935), "vi": (0.782, 0.920), "th": (0.773, 0.942)},
    cross_by_language={"en": (0.708, 0.826), "zh": (0.732, 0.835), "vi": (0.727, 0.831), "th": (0.732, 0.850)},
)
CHEAP = Calibration(
    lo=0.030,
    hi=0.713,
    cross_lo=0.019,
    cross_hi=0.573,
    by_language={"en": (0.021, 0.651), "zh": (0.032, 0.706), "vi": (0.525, 0.887), "th": (0.036, 0.782)},
)
