"""The network of the multilingual Universal Sentence Encoder (v3) in numpy: sub-word vectors in, sentence vectors out.

Three branches look at windows of 2, 3 and 5 sub-words (a projection, then two convolutions that each add to what they got); their
results stand beside the sub-word vectors, are summed over the sentence and go through a small deep averaging head. Architecture:
Yang et al. 2019, "Multilingual Universal Sentence Encoder for Semantic Retrieval", and the arrays of the wheel.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from comity.kernel.embed.use_file import BLOCKS, DIMENSIONS, TableInMemory, TableOnDisk

Floats = NDArray[np.float32]
WINDOWS = ((2, 0), (3, 1), (5, 2))
"""Each branch: sub-words it looks at, and how many of them stand before the one it looks from."""
_WIDTH = 256
# Sub-words worked on together: enough to use the weights once they are read, few enough to stay in the cache.
_AT_ONCE = 384


class Network:
    """Sentence vectors of lists of piece ids. Holds no state between calls: calls from several threads run side by side."""

    def __init__(self, weights: Mapping[str, Floats], table: TableOnDisk | TableInMemory) -> None:
        self._w = weights
        self._table = table
        self._project = np.concatenate([weights[f"proj{n}"] for n, _ in WINDOWS], axis=1)
        self._project_by = np.concatenate([weights[f"proj_b{n}"] for n, _ in WINDOWS])
        self._gain = np.concatenate([weights[f"ln_g{n}"] for n, _ in WINDOWS])
        self._shift = np.concatenate([weights[f"ln_b{n}"] for n, _ in WINDOWS])
        self._tiny = np.float32(weights["eps"])

    def vectors(self, sentences: Sequence[Sequence[int]]) -> Floats:
        """Unit vectors, float32 [n, 512]."""
        out = np.empty((len(sentences), DIMENSIONS), np.float32)
        begin, size = 0, 0
        for at, ids in enumerate(sentences):
            if size and size + len(ids) > _AT_ONCE:
                out[begin:at] = self._run(sentences[begin:at])
                begin, size = at, 0
            size += len(ids)
        if begin < len(sentences):
            out[begin:] = self._run(sentences[begin:])
        return out

    def _run(self, sentences: Sequence[Sequence[int]]) -> Floats:
        lengths = np.array([len(ids) for ids in sentences])
        ids = np.concatenate([np.asarray(one, np.int64) for one in sentences])
        starts = np.cumsum(lengths) - lengths
        own = np.repeat(np.arange(len(lengths)), lengths)
        features = np.empty((len(ids), DIMENSIONS + len(WINDOWS) * _WIDTH), np.float32)
        features[:, :DIMENSIONS] = self._sub_words(ids)
        self._branches(features, starts[own], (starts + lengths)[own])
        _normalise(features, self._w["ln_g"], self._w["ln_b"], self._tiny)
        return self._head(np.add.reduceat(features, starts, axis=0), lengths.astype(np.float32)[:, None])

    def _sub_words(self, ids: NDArray[np.int64]) -> Floats:
        """The vectors of pieces from their bytes: each block of the table has its own scale and least value."""
        block = ids % BLOCKS
        rows = self._table.take(ids).astype(np.float32)
        return rows * self._w["scale"][block, None] + self._w["lo"][block, None]

    def _branches(self, features: Floats, first: NDArray[np.int64], behind: NDArray[np.int64]) -> None:
        """Fills in what the branches make of the sub-words; windows end at the sentence's ends (`first`, `behind`)."""
        x = features[:, :DIMENSIONS] @ self._project + self._project_by
        _normalise(x, self._gain, self._shift, self._tiny)
        count = len(x)
        padded = np.zeros((count + 1, _WIDTH), np.float32)
        for at, (size, before) in enumerate(WINDOWS):
            seen = np.arange(count)[:, None] + np.arange(-before, size - before)
            seen = np.where((seen >= first[:, None]) & (seen < behind[:, None]), seen, count)
            y = x[:, at * _WIDTH : (at + 1) * _WIDTH]
            for layer in ("1", "2"):
                padded[:count] = y
                new = padded[seen].reshape(count, -1) @ self._w[f"w{layer}_{size}"] + self._w[f"b{layer}_{size}"]
                y = y + np.maximum(new, 0, out=new)
            features[:, DIMENSIONS + at * _WIDTH :][:, :_WIDTH] = y

    def _head(self, sums: Floats, lengths: Floats) -> Floats:
        w = self._w
        mean = (sums @ w["cnn_W"] + lengths * w["cnn_b"]) / np.sqrt(lengths)
        low = np.maximum(mean @ w["d0"], 0)
        middle = np.maximum(mean @ w["p1"] + low @ w["d1"], 0)
        high = np.maximum(middle @ w["d2"], 0)
        out = np.tanh(middle @ w["p3"] + high @ w["d3"])
        return out / np.sqrt(np.maximum(np.einsum("ij,ij->i", out, out), self._tiny))[:, None]


def _normalise(x: Floats, gain: Floats, shift: Floats, tiny: np.float32) -> None:
    """Each row to mean 0 and variance 1, then scaled and shifted; in place."""
    x -= x.mean(axis=1, keepdims=True)
    x /= np.sqrt(np.einsum("ij,ij->i", x, x) / x.shape[1] + tiny)[:, None]
    x *= gain
    x += shift
