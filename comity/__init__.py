"""Comity: conversations between an organisation and the people it serves."""

import os

# Read by numpy and onnxruntime when they are first imported: parallel work is by threads of ours, not inside one product.
for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")

__version__ = "0.1.0"
