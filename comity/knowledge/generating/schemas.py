"""Wire shapes of generated values."""

from typing import Annotated

from pydantic import Field, StringConstraints

from comity.kernel.http.schema import Wire

ChunkId = Annotated[str, StringConstraints(min_length=1, max_length=128)]


class GenerateRequest(Wire):
    """The chunks, by their visible ids."""

    chunk_ids: list[ChunkId] = Field(min_length=1, max_length=200)


class GenerateAsked(Wire):
    """For how many of them it was asked."""

    asked: int
