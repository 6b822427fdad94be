"""Deriving the int8 file of the bundled embedder, once per data directory, checked by its hash.

Every linear layer becomes `DynamicQuantizeLinear` and `MatMulInteger` with one scale per output; the rest stays float32. Run as a
program (`python -m comity.kernel.embed.derive FILE`) it works in a process of its own, whose memory is gone when it ends.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import numpy as np

from comity.kernel.embed.onnxfile import Graph
from comity.kernel.embed.weights import Weights, weight_file

REVISION = "e5s-int8-1"


def derived_file(data_dir: Path) -> Path:
    """The derived file, made in a child process when it is missing or damaged."""
    file = data_dir / "models" / f"{REVISION}.onnx"
    if not _is_whole(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "comity.kernel.embed.derive", str(file)]
        subprocess.run(command, check=True, env={**os.environ, "OMP_NUM_THREADS": "1"})
    return file


def _is_whole(file: Path) -> bool:
    mark = file.with_suffix(".sha256")
    if not (file.is_file() and mark.is_file()):
        return False
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest() == mark.read_text().strip()


def derive(file: Path) -> None:
    """Writes the file and its hash, each in one step."""
    temporary = file.with_suffix(f".{os.getpid()}.part")
    _build(Weights(weight_file()), temporary)
    with temporary.open("rb") as opened:
        digest = hashlib.file_digest(opened, "sha256").hexdigest()
    mark = file.with_suffix(f".{os.getpid()}.mark")
    mark.write_text(digest)
    temporary.replace(file)
    mark.replace(file.with_suffix(".sha256"))


class _Layers:
    """Builds the parts of the encoder on one graph."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.graph = Graph()
        self.width, self.heads = weights.sizes["width"], weights.sizes["heads"]
        self.by_head = self.graph.constant(np.array([0, 0, self.heads, self.width // self.heads], np.int64))
        self.flat = self.graph.constant(np.array([0, 0, self.width], np.int64))
        self.scale = self.graph.constant(np.array((self.width // self.heads) ** -0.5, np.float32))

    def linear(self, x: str, name: str, inputs: int) -> str:
        """x W + b with int8 weights; one quantisation of `x` per call."""
        matrix = self.weights.matrix(f"{name}.w", inputs).T
        scale = np.maximum(np.abs(matrix).max(0), 1e-9) / 127
        numbers = np.clip(np.rint(matrix / scale), -127, 127).astype(np.int8)
        g = self.graph
        quantised, x_scale, x_zero = g.op("DynamicQuantizeLinear", x, outputs=3)
        zero = g.constant(np.zeros(matrix.shape[1], np.int8))
        product = g.op("Cast", g.op("MatMulInteger", quantised, g.constant(numbers), x_zero, zero), to=1)
        factor = g.op("Mul", x_scale, g.constant(scale.astype(np.float32)))
        return g.op("Add", g.op("Mul", product, factor), g.constant(self.weights.vector(f"{name}.b")))

    def norm(self, x: str, weight: str, bias: str) -> str:
        """Layer normalisation over the last axis."""
        g, w = self.graph, self.weights
        pair = (g.constant(w.vector(weight)), g.constant(w.vector(bias)))
        return g.op("LayerNormalization", x, *pair, axis=-1, epsilon=float(w.epsilon))

    def attention(self, x: str, mask: str, prefix: str) -> str:
        """Self-attention with the mask added to its scores."""
        g = self.graph
        q, k, v = (g.op("Reshape", self.linear(x, prefix + n, self.width), self.by_head) for n in "qkv")
        q, v = (g.op("Transpose", t, perm=[0, 2, 1, 3]) for t in (q, v))
        scores = g.op("Mul", g.op("MatMul", q, g.op("Transpose", k, perm=[0, 2, 3, 1])), self.scale)
        weighed = g.op("MatMul", g.op("Softmax", g.op("Add", scores, mask), axis=-1), v)
        joined = g.op("Reshape", g.op("Transpose", weighed, perm=[0, 2, 1, 3]), self.flat)
        return self.linear(joined, prefix + "ao", self.width)

    def layer(self, x: str, mask: str, index: int) -> str:
        """One transformer layer."""
        g, prefix = self.graph, f"l{index}."
        x = self.norm(g.op("Add", self.attention(x, mask, prefix), x), prefix + "aln.w", prefix + "aln.b")
        inner = g.op("Gelu", self.linear(x, prefix + "fi", self.width))
        outer = self.linear(inner, prefix + "fo", self.weights.sizes["inner"])
        return self.norm(g.op("Add", outer, x), prefix + "oln.w", prefix + "oln.b")


def _build(weights: Weights, file: Path) -> None:
    parts = _Layers(weights)
    g = parts.graph
    inverse = g.op(
        "Mul", g.op("Sub", g.constant(np.array(1, np.float32)), "mask"), g.constant(np.array(-1e9, np.float32))
    )
    mask = g.op("Unsqueeze", inverse, g.constant(np.array([1, 2], np.int64)))
    x = parts.norm("x", "emb.ln.w", "emb.ln.b")
    for index in range(weights.sizes["layers"]):
        x = parts.layer(x, mask, index)
    first = g.constant(np.array([1], np.int64))
    weighed = g.op("Mul", x, g.op("Unsqueeze", "mask", g.constant(np.array([2], np.int64))))
    total = g.op("ReduceSum", weighed, first, keepdims=0)
    g.op("Div", total, g.op("ReduceSum", "mask", first, keepdims=1), name="pooled")
    width = weights.sizes["width"]
    g.write(file, {"x": ("B", "L", width), "mask": ("B", "L")}, {"pooled": ("B", width)})


if __name__ == "__main__":
    derive(Path(sys.argv[1]))
