"""What a file is: by its name and its first bytes together; a mismatch is refused."""

from pathlib import PurePosixPath

from comity.knowledge.parsing.errors import UnsupportedType

OFFICE = {"docx", "pptx", "xlsx"}
TEXT = {"csv", "md", "txt", "html", "htm"}
TYPES = OFFICE | TEXT | {"pdf"}
OLD = {"doc": "docx", "xls": "xlsx", "ppt": "pptx"}


def sniff(name: str, head: bytes) -> str:
    """The type of a file (`pdf`, `docx`, ...); raises `UnsupportedType` saying what to do. An empty file passes as named."""
    extension = PurePosixPath(name).suffix.lower().lstrip(".")
    if extension in OLD:
        raise UnsupportedType(
            f"'.{extension}' is an old format. Open it and save as .{OLD[extension]}, then upload that."
        )
    if extension not in TYPES:
        taken = ", ".join(f".{t}" for t in sorted(TYPES))
        raise UnsupportedType(f"'{name}' is not of a type that is taken: {taken}.")
    if head and not _fits(extension, head):
        raise UnsupportedType(f"'{name}' is not what its name says. Check the file and its ending.")
    return "html" if extension == "htm" else extension


def _fits(extension: str, head: bytes) -> bool:
    if extension == "pdf":
        return b"%PDF-" in head[:1024]
    if extension in OFFICE:
        return head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    return b"\0" not in head and not head.startswith(
        (b"%PDF-", b"PK\x03\x04", b"MZ", b"\x7fELF", b"\x89PNG", b"\xff\xd8\xff")
    )
