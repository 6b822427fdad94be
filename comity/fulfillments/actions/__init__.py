"""Actions: one HTTP call of another system, described by a template that a model fills with parameters (`assistants.md` 3.10).

Pure: rules, rendering and mapping of replies. What leaves the process leaves through `comity.fulfillments.calling`.
"""
