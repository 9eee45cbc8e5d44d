"""Families of near-duplicates and chains of versions, joined as documents come in; nothing is ever taken out for being alike."""

import struct
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from bihuan.apps.library.models import LibraryDocument, LibraryText, LikeBand
from bihuan.cataloguing.likeness import likeness

ALIKE = 0.8  # share of common shingles from which two texts are a family
_ASKED = 400  # values of one query

Signed = tuple[LibraryDocument, tuple[int, ...], tuple[int, ...]]


def families_join(new: Sequence[Signed]) -> None:
    """Give each new document its family (in the row, not yet saved), and store its bands. The oldest member's number names a family."""
    bands = {band for _, _, some in new for band in some}
    holders: dict[int, list[int]] = defaultdict(list)
    for band, document in _held(sorted(bands)):
        holders[band].append(document)
    known = _signatures({one for many in holders.values() for one in many})
    families = dict(LibraryDocument.objects.filter(pk__in=known).values_list("pk", "family"))
    for row, signature, own in new:
        near = [
            one
            for one in dict.fromkeys(one for band in own for one in holders[band])
            if one in known and likeness(known[one], signature) >= ALIKE
        ]
        row.family = min((families[one] or one for one in near), default=row.pk)
        families[row.pk], known[row.pk] = row.family, signature
        for band in own:
            holders[band].append(row.pk)
    LikeBand.objects.bulk_create(
        [LikeBand(band=band, document=row) for row, _, own in new for band in own], batch_size=400
    )


def _held(bands: Sequence[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for first in range(0, len(bands), _ASKED):
        found += LikeBand.objects.filter(band__in=bands[first : first + _ASKED]).values_list("band", "document_id")
    return found


def _signatures(numbers: set[int]) -> dict[int, tuple[int, ...]]:
    asked, found = sorted(numbers), {}
    for first in range(0, len(asked), _ASKED):
        for pk, packed in LibraryText.objects.filter(pk__in=asked[first : first + _ASKED]).values_list(
            "pk", "signature"
        ):
            found[pk] = struct.unpack(f"<{len(packed) // 4}I", packed)
    return found


def versions_link(new: Sequence[LibraryDocument]) -> None:
    """Link texts of the same document by age: each to the next newer one."""
    keys = {row.version_key for row in new if row.version_key}
    chains: dict[str, list[LibraryDocument]] = defaultdict(list)
    for row in LibraryDocument.objects.filter(version_key__in=keys, removed_at="").exclude(
        pk__in=[row.pk for row in new]
    ):
        chains[row.version_key].append(row)
    for row in new:
        if row.version_key:
            chains[row.version_key].append(row)
    for chain in chains.values():
        chain.sort(key=lambda row: (row.signed_on.isoformat() if row.signed_on else str(row.year or ""), row.pk))
        for older, newer in pairwise(chain):
            if older.text_sha256 != newer.text_sha256:
                LibraryDocument.objects.filter(pk=older.pk).update(newer=newer)
