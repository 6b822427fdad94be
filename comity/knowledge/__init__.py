"""Knowledge: bases, ingestion, chunks and retrieval.

A knowledge base takes files, text or one CSV and turns them into numbered chunks that people can see, correct and test.
It never gets stuck, and it finds Thai, Japanese, Chinese and Korean as well as English.
"""
