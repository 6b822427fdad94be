"""The kernel: what every domain stands on and what knows nothing of the product.

Database and units of work, events and jobs, HTTP, realtime, outbound HTTP, storage, model and embedder ports, text, clock,
errors, configuration, logs, metrics and secrets. Domains import its modules directly; it imports no domain.
"""
