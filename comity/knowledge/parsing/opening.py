"""Opening a file with the parser of its type. Parsers are imported when asked for: a child process needs only one."""

import zipfile
from importlib import import_module
from pathlib import Path

from comity.knowledge.parsing.blocks import Parser
from comity.knowledge.parsing.errors import ParseFailure

PARSERS = {
    "pdf": "pdf:PdfParser",
    "docx": "docx:DocxParser",
    "pptx": "pptx:PptxParser",
    "xlsx": "sheets:ExcelParser",
    "csv": "sheets:CsvParser",
    "html": "html:HtmlParser",
    "md": "markdown:MarkdownParser",
    "txt": "plain:TextParser",
}
UNPACKED_MAX = 500 * 1024 * 1024
RATIO_MAX = 100
RATIO_FROM = 10 * 1024 * 1024
PAGES_MAX = 3000


def open_file(path: Path, file_type: str) -> Parser:
    """The opened file; raises `ParseFailure` with a documented code."""
    if path.stat().st_size == 0:
        raise ParseFailure("empty_document", "The file has no bytes.")
    if file_type in {"docx", "pptx", "xlsx"}:
        _check_office(path)
    module, _, name = PARSERS[file_type].partition(":")
    parser: Parser = getattr(import_module(f"comity.knowledge.parsing.{module}"), name)(path)
    if parser.head.pages > PAGES_MAX:
        raise ParseFailure("too_many_pages", f"The file has {parser.head.pages} pages; at most {PAGES_MAX} are taken.")
    if parser.head.pages == 0:
        raise ParseFailure("empty_document", "There is no text in this file.")
    return parser


def _check_office(path: Path) -> None:
    """Refuses what is encrypted, broken or unpacks to far more than it weighs, before anything is unpacked."""
    if path.read_bytes()[:4] == b"\xd0\xcf\x11\xe0":
        raise ParseFailure("password_protected", "The file is protected by a password. Save it without one.")
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
    except (zipfile.BadZipFile, OSError) as error:
        raise ParseFailure("corrupt_file", "The file is damaged. Open it, save it again and upload that.") from error
    packed = max(1, path.stat().st_size)
    if unpacked > UNPACKED_MAX or (unpacked > RATIO_FROM and unpacked > packed * RATIO_MAX):
        raise ParseFailure("archive_bomb", "The file unpacks to far more than a document holds. It was not opened.")
