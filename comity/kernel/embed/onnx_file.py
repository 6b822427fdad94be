"""An ONNX file of the encoder, written directly: the format is a protocol buffer of a few fields (onnx.proto3).

Writing it here keeps the `onnx` package out of the install. Matrices are int8 with one scale per output; activations
are quantised as they come. The operators with the domain `com.microsoft` are onnxruntime's own fused ones.
"""

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from comity.kernel.embed.weights import Weights

_OPSET, _IR_VERSION = 20, 9
_TYPES = {"float32": 1, "uint8": 2, "int8": 3, "int32": 6, "int64": 7}
_FUSED = "com.microsoft"


def _varint(value: int) -> bytes:
    out = bytearray()
    value &= (1 << 64) - 1
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def _field(number: int, value: int | str | bytes) -> bytes:
    """One field of a message: an integer, or anything with a length."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    data = value.encode() if isinstance(value, str) else value
    return _varint(number << 3 | 2) + _varint(len(data)) + data


def _attribute(name: str, value: float | Iterable[int]) -> bytes:
    if isinstance(value, float):
        return _field(1, name) + _varint(2 << 3 | 5) + np.float32(value).tobytes() + _field(20, 1)
    if isinstance(value, int):
        return _field(1, name) + _field(3, value) + _field(20, 2)
    return _field(1, name) + b"".join(_field(8, item) for item in value) + _field(20, 7)


def _tensor(name: str, values: NDArray) -> bytes:
    shape = b"".join(_field(1, size) for size in values.shape)
    return (
        shape
        + _field(2, _TYPES[values.dtype.name])
        + _field(8, name)
        + _field(9, np.ascontiguousarray(values).tobytes())
    )


def _port(name: str, dtype: str, shape: Iterable[int | str]) -> bytes:
    sizes = b"".join(_field(1, _field(2 if isinstance(size, str) else 1, size)) for size in shape)
    return _field(1, name) + _field(2, _field(1, _field(1, _TYPES[dtype]) + _field(2, sizes)))


class _Graph:
    """Nodes and constants in the order in which they are added."""

    def __init__(self) -> None:
        self.nodes: list[bytes] = []
        self.constants: list[bytes] = []

    def constant(self, name: str, values: NDArray) -> str:
        self.constants.append(_field(5, _tensor(name, values)))
        return name

    def node(
        self,
        kind: str,
        inputs: Iterable[str],
        outputs: str | list[str],
        domain: str = "",
        attributes: Mapping[str, float | Iterable[int]] | None = None,
    ) -> str:
        names = [outputs] if isinstance(outputs, str) else outputs
        body = b"".join(_field(1, item) for item in inputs) + b"".join(_field(2, item) for item in names)
        body += _field(4, kind) + b"".join(_field(5, _attribute(*item)) for item in (attributes or {}).items())
        self.nodes.append(_field(1, body + (_field(7, domain) if domain else b"")))
        return names[0]

    def model(self, inputs: list[bytes], outputs: list[bytes]) -> bytes:
        graph = b"".join(self.nodes) + _field(2, "encoder") + b"".join(self.constants)
        graph += b"".join(_field(11, item) for item in inputs) + b"".join(_field(12, item) for item in outputs)
        sets = _field(8, _field(1, "") + _field(2, _OPSET)) + _field(8, _field(1, _FUSED) + _field(2, 1))
        return _field(1, _IR_VERSION) + _field(2, "comity") + _field(7, graph) + sets


def _linear(graph: _Graph, source: str, name: str, matrix: NDArray[np.float32], bias: NDArray[np.float32]) -> str:
    """`source` times the matrix [outputs, inputs] plus bias, in int8 with a scale per output."""
    scale = np.maximum(np.abs(matrix).max(axis=1), 1e-12) / 127.0
    whole = np.rint(matrix / scale[:, None]).astype(np.int8).T
    inputs = [
        source,
        graph.constant(f"{name}.w", whole),
        graph.constant(f"{name}.s", scale.astype(np.float32)),
        graph.constant(f"{name}.z", np.zeros(len(scale), np.int8)),
        graph.constant(f"{name}.b", bias),
    ]
    return graph.node("DynamicQuantizeMatMul", inputs, name, _FUSED)


def _add_normed(graph: _Graph, weights: Weights, left: str, right: str, name: str, output: str) -> str:
    """Layer norm of the sum of two activations."""
    gain = graph.constant(f"{output}.g", weights.vector(f"{name}.w"))
    shift = graph.constant(f"{output}.h", weights.vector(f"{name}.b"))
    more: dict[str, float | Iterable[int]] = {"epsilon": weights.epsilon}
    return graph.node("SkipLayerNormalization", [left, right, gain, shift], output, _FUSED, more)


def _layer(graph: _Graph, weights: Weights, x: str, at: str) -> str:
    """One encoder layer: attention over the unmasked tokens, then the feed-forward pair."""
    hidden = weights.hidden
    joint = np.concatenate([weights.matrix(f"{at}.{part}.w", hidden) for part in "qkv"])
    bias = np.concatenate([weights.vector(f"{at}.{part}.b") for part in "qkv"])
    parts = [f"{at}.q", f"{at}.k", f"{at}.v"]
    graph.node("Split", [_linear(graph, x, f"{at}.qkv", joint, bias), "thirds"], parts, attributes={"axis": -1})
    seen = graph.node("MultiHeadAttention", [*parts, "", "mask"], f"{at}.seen", _FUSED, {"num_heads": weights.heads})
    out = _linear(graph, seen, f"{at}.ao", weights.matrix(f"{at}.ao.w", hidden), weights.vector(f"{at}.ao.b"))
    x = _add_normed(graph, weights, out, x, f"{at}.aln", f"{at}.mid")
    wide = _linear(graph, x, f"{at}.fi", weights.matrix(f"{at}.fi.w", hidden), weights.vector(f"{at}.fi.b"))
    bent = graph.node("Gelu", [wide], f"{at}.bent")
    back = _linear(graph, bent, f"{at}.fo", weights.matrix(f"{at}.fo.w", weights.inner), weights.vector(f"{at}.fo.b"))
    return _add_normed(graph, weights, back, x, f"{at}.oln", f"{at}.out")


def encoder_model(weights: Weights) -> bytes:
    """The encoder as an ONNX model.

    In: `x` [texts, tokens, hidden] (summed embeddings) and `mask` [texts, tokens] (int32, 1 for a token).
    Out: `pooled` [texts, hidden], the mean over the tokens, not normalised.
    """
    graph, hidden = _Graph(), weights.hidden
    graph.constant("thirds", np.array([hidden] * 3, np.int64))
    gain, shift = graph.constant("ln.g", weights.vector("emb.ln.w")), graph.constant("ln.h", weights.vector("emb.ln.b"))
    x = graph.node("LayerNormalization", ["x", gain, shift], "x.0", attributes={"axis": -1, "epsilon": weights.epsilon})
    for number in range(weights.layers):
        x = _layer(graph, weights, x, f"l{number}")
    graph.node("Cast", ["mask"], "kept", attributes={"to": 1})
    graph.node("Unsqueeze", ["kept", graph.constant("last", np.array([2], np.int64))], "column")
    axis = graph.constant("tokens", np.array([1], np.int64))
    total = graph.node(
        "ReduceSum", [graph.node("Mul", [x, "column"], "masked"), axis], "total", attributes={"keepdims": 0}
    )
    count = graph.node("ReduceSum", ["kept", axis], "count", attributes={"keepdims": 1})
    graph.node("Div", [total, count], "pooled")
    inputs = [_port("x", "float32", ["texts", "tokens", hidden]), _port("mask", "int32", ["texts", "tokens"])]
    return graph.model(inputs, [_port("pooled", "float32", ["texts", hidden])])
