"""The wire shapes of CSV uploads."""

from comity.kernel.http.schema import Wire


class CsvReply(Wire):
    """What an upload changed, or would change."""

    rows: int
    added: int
    changed: int
    unchanged: int
    removed: int
    ignored_columns: list[str]
    edited: list[str] = []
    """Ids of rows edited by hand that the upload overwrites, at most 200."""
    dry_run: bool = False
