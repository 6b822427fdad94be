"""The CSV File type: one file, one chunk per row, replaced as a whole (`knowledge.md` 3.6)."""
