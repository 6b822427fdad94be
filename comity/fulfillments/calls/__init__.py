"""Calls: the log of what was asked of other systems, what they answered, and the replaying of calls that change nothing."""
