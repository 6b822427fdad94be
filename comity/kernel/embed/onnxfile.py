"""A minimal writer of ONNX files: enough protobuf for our one graph, so that no ONNX library is needed to derive it.

Field numbers: the public `onnx.proto` (ModelProto, GraphProto, NodeProto, TensorProto, AttributeProto).
"""

import struct
from pathlib import Path
from typing import Any

import numpy as np

FLOAT, UINT8, INT8, INT32, INT64 = 1, 2, 3, 6, 7
_TYPES = {"float32": FLOAT, "uint8": UINT8, "int8": INT8, "int32": INT32, "int64": INT64}


def _varint(value: int) -> bytes:
    out = bytearray()
    value &= (1 << 64) - 1
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def _int(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _text(field: int, value: str) -> bytes:
    return _bytes(field, value.encode())


def _attribute(name: str, value: Any) -> bytes:
    head = _text(1, name)
    if isinstance(value, float):
        return head + _varint(2 << 3 | 5) + struct.pack("<f", value) + _int(20, 1)
    if isinstance(value, int):
        return head + _int(3, value) + _int(20, 2)
    return head + b"".join(_int(8, item) for item in value) + _int(20, 7)


def _tensor(name: str, array: np.ndarray) -> bytes:
    dims = b"".join(_int(1, size) for size in array.shape)
    raw = np.ascontiguousarray(array).tobytes()
    return dims + _int(2, _TYPES[str(array.dtype)]) + _text(8, name) + _bytes(9, raw)


def _value(name: str, shape: tuple[str | int, ...]) -> bytes:
    dims = b"".join(_bytes(1, _text(2, d) if isinstance(d, str) else _int(1, d)) for d in shape)
    tensor_type = _int(1, FLOAT) + _bytes(2, dims)
    return _text(1, name) + _bytes(2, _bytes(1, tensor_type))


class Graph:
    """Collects nodes and constants; each call returns the name of what it made."""

    def __init__(self) -> None:
        self._nodes: list[bytes] = []
        self._constants: list[bytes] = []
        self._count = 0

    def constant(self, array: np.ndarray) -> str:
        """Adds an initializer."""
        self._count += 1
        name = f"c{self._count}"
        self._constants.append(_tensor(name, array))
        return name

    def op(self, kind: str, *inputs: str, outputs: int = 1, name: str = "", **attributes: Any) -> Any:
        """Adds a node; returns its output's name, or a list of names when it has several."""
        self._count += 1
        names = [name or f"n{self._count}_{i}" for i in range(outputs)]
        body = b"".join(_text(1, i) for i in inputs) + b"".join(_text(2, o) for o in names)
        body += _text(3, f"node{self._count}") + _text(4, kind)
        body += b"".join(_bytes(5, _attribute(key, value)) for key, value in attributes.items())
        self._nodes.append(body)
        return names[0] if outputs == 1 else names

    def write(
        self, file: Path, inputs: dict[str, tuple[str | int, ...]], outputs: dict[str, tuple[str | int, ...]]
    ) -> None:
        """Writes the model file (IR version 9, opset 20) part by part."""
        graph = [_bytes(1, node) for node in self._nodes] + [_text(2, "comity")]
        graph += [_bytes(5, constant) for constant in self._constants]
        graph += [_bytes(11, _value(name, shape)) for name, shape in inputs.items()]
        graph += [_bytes(12, _value(name, shape)) for name, shape in outputs.items()]
        size = sum(len(part) for part in graph)
        with file.open("wb") as out:
            out.write(_int(1, 9) + _bytes(8, _text(1, "") + _int(2, 20)))
            out.write(_varint(7 << 3 | 2) + _varint(size))
            out.writelines(graph)
