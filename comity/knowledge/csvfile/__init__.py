"""The file of the CSV File type: read whole or refused whole, with every error named (`knowledge.md` 3.6)."""

from comity.knowledge.csvfile.reading import CsvProblem, parse
from comity.knowledge.csvfile.rows import Row, Rows
from comity.knowledge.csvfile.writing import write

__all__ = ["CsvProblem", "Row", "Rows", "parse", "write"]
