"""Messaging: the hot path. One accepting transaction, a run apart from its connections, a numbered log, readers without queues."""
