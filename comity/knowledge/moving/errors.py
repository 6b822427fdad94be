"""How moves refuse."""

from comity.kernel.errors import Conflict


class AlreadyThere(Conflict):
    """Every base is searched by that engine."""

    def __init__(self, engine: str) -> None:
        super().__init__(f"All bases are searched by the engine '{engine}' already. There is nothing to move.")


class RowsElsewhere(Conflict):
    """The index of PostgreSQL is made beside the rows, which are in SQLite."""

    message = (
        "The data of this install is in SQLite, and PostgreSQL's index lies beside the rows it is made of. Move the data first, "
        "by 'comity move --to postgresql://user@host/name'."
    )


class MoveStopped(Conflict):
    """The move ended without a switch; the old engine goes on serving."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"{reason or 'The move was stopped.'} Searches go on as before; a new move keeps what was copied."
        )


class CopyDiffers(Conflict):
    """The copy does not answer as what it was made from."""
