"""Markdown: front matter, headings, lists, fences, tables."""

import re
from pathlib import Path
from typing import Any

from comity.knowledge.parsing.blocks import Block, Head, table_text
from comity.knowledge.parsing.html import html_blocks
from comity.knowledge.parsing.plain import Paged, read_text

_FRONT = re.compile(r"\A---\n(.*?)\n---\s*(?:\n|\Z)", re.DOTALL)
_HEADING = re.compile(r"^(#{1,6})\s+(.+?)\s*#*\s*$")
_FENCE = re.compile(r"^\s*(```+|~~~+)")
_LIST = re.compile(r"^\s*(?:[-*+]|\d{1,3}[.)])\s+")
_TABLE_LINE = re.compile(r"^\s*\|.*\|\s*$|^[^|\n]+\|[^\n]+$")
_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$")
_PAIR = re.compile(r"^([A-Za-z_][\w -]{0,60}):\s*(.*)$")
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]+)\]\((?:[^)\s]+)(?:\s+\"[^\"]*\")?\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_HTML = re.compile(
    r"^\s*</?(?:table|div|p|ul|ol|dl|section|article|details|h[1-6]|pre|blockquote)\b[^>]*>", re.IGNORECASE
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)


class MarkdownParser(Paged):
    """A Markdown file; link targets and emphasis marks are left out of the text."""

    def __init__(self, path: Path) -> None:
        text = _COMMENT.sub("", read_text(path))
        metadata, body = front_matter(text)
        blocks = markdown_blocks(body)
        title = str(metadata.get("title") or next((b.text for b in blocks if b.kind == "heading"), "")) or None
        super().__init__(blocks, Head("text/markdown", 0, title, metadata))


def front_matter(text: str) -> tuple[dict[str, Any], str]:
    """The simple `key: value` lines between two `---` at the top, and the rest."""
    found = _FRONT.match(text)
    if not found:
        return {}, text
    pairs = [pair for line in found.group(1).splitlines() if (pair := _PAIR.match(line))]
    return {p.group(1).strip(): p.group(2).strip().strip("\"'") for p in pairs if p.group(2).strip()}, text[
        found.end() :
    ]


def markdown_blocks(text: str) -> list[Block]:
    """The blocks of Markdown text, in order."""
    lines = text.split("\n")
    blocks: list[Block] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            at += 1
        elif heading := _HEADING.match(line):
            blocks.append(Block("heading", inline(heading.group(2)), len(heading.group(1))))
            at += 1
        elif fence := _FENCE.match(line):
            end = _until(lines, at + 1, lambda other, mark=fence.group(1): other.strip().startswith(mark))
            blocks.append(Block("code", "\n".join(lines[at + 1 : end])))
            at = end + 1
        elif _HTML.match(line):
            end = _until(lines, at + 1, lambda other: not other.strip())
            blocks += html_blocks("\n".join(lines[at:end]))
            at = end
        elif _is_table(lines, at):
            end = _until(lines, at + 2, lambda other: not _TABLE_LINE.match(other))
            blocks.append(_table(lines[at:end]))
            at = end
        else:
            end = _until(
                lines, at + 1, lambda other: _breaks(other) or not other.strip(), lists=bool(_LIST.match(line))
            )
            part = lines[at:end]
            kind = "list" if _LIST.match(line) else "paragraph"
            blocks.append(Block(kind, "\n".join(inline(other) for other in part)))
            at = end
    return blocks


def inline(text: str) -> str:
    """A line without the marks of links, pictures and strong text."""
    plain = _LINK.sub(r"\1", _IMAGE.sub(r"\1", text))
    return _STRONG.sub(r"\2", plain).replace("`", "").rstrip()


def _until(lines: list[str], start: int, stop: Any, *, lists: bool = False) -> int:
    at = start
    while at < len(lines):
        if stop(lines[at]):
            following = lines[at + 1] if at + 1 < len(lines) else ""
            if not (lists and not lines[at].strip() and _LIST.match(following)):
                return at
        at += 1
    return at


def _breaks(line: str) -> bool:
    return bool(_HEADING.match(line) or _FENCE.match(line))


def _is_table(lines: list[str], at: int) -> bool:
    return at + 1 < len(lines) and "|" in lines[at] and bool(_RULE.match(lines[at + 1])) and "-" in lines[at + 1]


def _table(lines: list[str]) -> Block:
    rows = [[inline(cell.strip()) for cell in line.strip().strip("|").split("|")] for line in (lines[0], *lines[2:])]
    return Block("table", table_text(rows), header_rows=1)
