"""Parsing: files of many types to pages of blocks over one text. Each file is read in a child process of its own.

The pages of a document, joined by two line breaks, are its one text; every `start` and `end` counts code points in it.
"""

from comity.knowledge.parsing.blocks import Block, Head, ParsedPage, Parser
from comity.knowledge.parsing.errors import ParseFailure, UnsupportedType

__all__ = ["Block", "Head", "ParseFailure", "ParsedPage", "Parser", "UnsupportedType"]
