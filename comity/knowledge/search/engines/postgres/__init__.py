"""The PostgreSQL engine: candidates by `tsvector` over our own terms and by pgvector, one index for all processes.

Everything lies in a schema of its own and is derived from the product's tables: dropped, it is made anew. See `schema`.
"""

from comity.knowledge.search.engines.postgres.engine import PostgresEngine
from comity.knowledge.search.engines.postgres.schema import PostgresSearchMissing, forget

__all__ = ["PostgresEngine", "PostgresSearchMissing", "forget"]
