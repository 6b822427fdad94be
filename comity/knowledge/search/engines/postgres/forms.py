"""How terms and vectors are written for PostgreSQL."""

from hashlib import blake2b

import numpy as np

LONGEST_BYTES = 200


def lexeme(no: int, term: str) -> str:
    """A term as it is indexed for a base; a very long one by its hash, since an index holds no long keys."""
    data = term.encode()
    if len(data) > LONGEST_BYTES:
        term = f"#{blake2b(data, digest_size=16).hexdigest()}"
    return f"{no}:{term}"


def as_text(vector: np.ndarray) -> str:
    """A vector as pgvector reads it, exact in half precision."""
    return f"[{','.join(map(str, vector.astype(np.float16).astype(np.float32).tolist()))}]"
