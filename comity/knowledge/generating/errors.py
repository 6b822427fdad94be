"""How generating refuses."""


class GeneratorWaits(Exception):
    """The model cannot be asked now. `code`: `rate_limited` or `model_unavailable`; `seconds`: how long to wait."""

    def __init__(self, code: str, seconds: float, detail: str) -> None:
        self.code, self.seconds, self.detail = code, seconds, detail
        super().__init__(detail)
