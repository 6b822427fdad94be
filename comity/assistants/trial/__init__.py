"""Trying a search fulfillment before it is saved: what its generator makes of a question, and what is found then."""
