"""Knowledge gaps: what people ask that the knowledge does not answer well, and what of the knowledge has aged.

Every night, and when somebody asks for it, the last 30 days of exchanges are read: those that ended with the fallback text, stood on
nothing for half of their sentences, or were rated down. Their questions are grouped, so that people see topics with counts, can
answer one for good, and see whether that helped. Source of the rules: `knowledge.md` 7.1.
"""
