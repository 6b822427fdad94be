"""Bundles: a version of a base in one file, carried away and brought in whole or not at all (`knowledge.md` 3.11).

A bundle is a zip file: `manifest.json` (settings, embedder, counts, the SHA-256 of every part), `documents.jsonl`, `pages.jsonl`,
`chunks.jsonl`, `vectors/<n>.f16` and `files/<sha256>`. It never holds a secret: what goes in is named one by one.
"""
