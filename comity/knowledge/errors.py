"""How knowledge refuses (`knowledge.md` 4)."""

from comity.kernel.errors import BadGateway, Conflict, Invalid, NotFound, TooLarge, UnsupportedMedia, field_error


class KnowledgeBaseNotFound(NotFound):
    """No such base here."""

    code = 404950
    message = "There is no such knowledge base in this workspace."


class DocumentNotFound(NotFound):
    """No such document in this base."""

    code = 404951
    message = "There is no such document in this knowledge base."


class ChunkNotFound(NotFound):
    """No such chunk in this base."""

    code = 404952
    message = "There is no such chunk in this knowledge base."


class KnowledgeVersionNotFound(NotFound):
    """No such version of this base, or it is kept no more."""

    code = 404953
    message = "There is no such version of this knowledge base. It may have been let go: older ones are, unless they are pinned."


class DuplicateDocument(Conflict):
    """The same bytes are in the base already."""

    code = 409951

    def __init__(self, document_id: str, title: str) -> None:
        self.document_id, self.title = document_id, title
        message = f"The same file is in this base already, as '{title}'. Replace that document to change it."
        super().__init__(message, errors=[field_error("files", "unique", message, documentId=document_id)])


class EditedChunks(Conflict):
    """A new CSV would overwrite what people edited."""

    code = 409952

    def __init__(self, chunk_ids: list[str]) -> None:
        message = f"{len(chunk_ids)} rows were edited here. Send overwriteEdits=true to replace them."
        errors = [field_error("file", "edited", f"Row '{id_}' was edited.", chunkId=id_) for id_ in chunk_ids[:200]]
        super().__init__(message, errors=errors)


class KnowledgeBaseBusy(Conflict):
    """Something that must not run twice is running."""

    code = 409953
    message = "This base is busy with another change of the same kind. Try again when it has ended."


class UnpublishedChanges(Conflict):
    """Changes that no version holds would be lost."""

    code = 409954
    message = (
        "This base has changes that were not published, and a bundle would replace them. "
        "Publish them, or roll back to the last version, then try again."
    )


class ReshapedSince(Conflict):
    """A split or merge that cannot be undone any more."""

    code = 409955
    message = (
        "One of the chunks of this split or merge was changed since, so it cannot be undone. "
        "Merge or split the chunks as they are now."
    )


class FileTooLarge(TooLarge):
    """A file over the workspace's limit."""

    code = 413950

    def __init__(self, name: str, actual: int, limit: int) -> None:
        message = f"'{name}' has {actual / 1048576:.1f} MB; at most {limit / 1048576:.0f} MB are taken."
        super().__init__(message, errors=[field_error("files", "maxSize", message, limit=limit, actual=actual)])


class UnsupportedFileType(UnsupportedMedia):
    """A type that is not taken, or content that is not what the name says."""

    code = 415950


class CsvInvalid(Invalid):
    """A CSV with errors: refused whole, each listed."""

    code = 422950


class NotForThisType(Invalid):
    """The base's type does not do this."""

    code = 422951


class KnowledgeLimit(Invalid):
    """More than a base or workspace may hold."""

    code = 422952


class BundleInvalid(Invalid):
    """A bundle in which something is not as it must be: nothing of it is taken."""

    code = 422953


class ExternalKnowledge(BadGateway):
    """An external knowledge base did not answer as it must."""

    code = 502950
