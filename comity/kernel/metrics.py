"""Prometheus metrics of the whole product, in one place so that names do not collide."""

from prometheus_client import Counter, Gauge, Histogram, generate_latest

HTTP_REQUESTS = Counter(
    "comity_http_requests_total", "HTTP requests by method, route and status.", ["method", "route", "status"]
)
HTTP_SECONDS = Histogram("comity_http_request_seconds", "Time to the end of the response, streams left out.", ["route"])
JOBS = Counter("comity_jobs_total", "Background jobs by kind and how they ended.", ["kind", "result"])
JOBS_WAITING = Gauge("comity_jobs_waiting", "Jobs that are due and wait for a worker.", ["queue"])
RUNS_OPEN = Gauge("comity_runs_open", "Answers being written now.")
RUNS = Counter("comity_runs_total", "Answers by outcome.", ["outcome"])
FIRST_TOKEN_SECONDS = Histogram(
    "comity_first_token_seconds",
    "From the question to the first text of the answer.",
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20),
)
SEARCH_SECONDS = Histogram(
    "comity_search_seconds",
    "Retrieval in one knowledge base, the query's embedding included.",
    buckets=(0.002, 0.005, 0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 1, 2),
)
DOCUMENTS = Counter("comity_documents_total", "Documents whose ingestion ended, by result.", ["result"])


def exposition() -> bytes:
    """Every metric in the Prometheus text format."""
    return generate_latest()
