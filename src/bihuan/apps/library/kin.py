"""同一份文件的各稿、和它几乎一样的文件: only those that the reader may read."""

from bihuan.apps.library.models import LibraryDocument, State
from bihuan.apps.library.rights import readable
from bihuan.apps.units.actors import Actor

MOST = 30  # told of each


def document_family(document: LibraryDocument, actor: Actor) -> list[LibraryDocument]:
    """Its near-duplicates, the oldest first."""
    if document.family is None:
        return []
    alike = readable(actor).filter(family=document.family, state=State.READ).exclude(pk=document.pk)
    return list(alike.select_related("unit").order_by("pk")[:MOST])


def document_versions(document: LibraryDocument, actor: Actor) -> list[LibraryDocument]:
    """The texts of the same document, the newest first, itself among them; none where it is the only one."""
    if not document.version_key:
        return []
    found = readable(actor).filter(version_key=document.version_key, state=State.READ)
    once = {row.text_sha256: row for row in [*found.order_by("-pk")[:MOST], document]}
    chain = sorted(once.values(), key=lambda row: (_when(row), row.pk), reverse=True)
    return chain if len(chain) > 1 else []


def _when(row: LibraryDocument) -> str:
    return row.signed_on.isoformat() if row.signed_on else str(row.year or "")
