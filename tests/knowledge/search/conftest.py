"""The search suite runs on every engine that a database can hold."""

import pytest

from comity.kernel.runtime import Runtime
from tests.knowledge.search.library import Library, of_engine


@pytest.fixture(params=["embedded", "postgres"])
def library(runtime: Runtime, request: pytest.FixtureRequest) -> Library:
    """An empty library on each engine."""
    if request.param == "postgres" and runtime.db.dialect != "postgresql":
        pytest.skip("this engine needs PostgreSQL")
    return Library(of_engine(runtime, request.param))
