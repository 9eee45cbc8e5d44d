"""Harm inside a zip: unpack, change one part, pack again with right sums, so that the mutant gets past the door."""

import io
import zipfile
import zlib
from random import Random

from hostile.mutations.binary import BYTES
from hostile.mutations.common import Mutation
from hostile.mutations.markup import MARKUP
from hostile.mutations.tokens import TOKENS
from hostile.mutations.tree import tree_changed
from hostile.parts import Parts, zip_of

_DECLARED = (b'encoding="UTF-8"', b"encoding='UTF-8'")
_OTHER = (b'encoding="UTF-16"', b'encoding="GB18030"', b'encoding="nosuch"', b'encoding="ASCII"', b"")


def part_tree(data: bytes, chance: Random) -> bytes:
    """Change a part as its own format allows: XML by elements, a zip inside by its parts, other text by words."""
    return _in_one(data, chance, _deep)


def part_raw(data: bytes, chance: Random) -> bytes:
    """Change a part with no thought for XML: bytes, torn tags, another encoding than it says."""
    return _in_one(data, chance, lambda part, chance: chance.choice((*BYTES, *MARKUP, _declared))(part, chance))


def part_list(data: bytes, chance: Random) -> bytes:
    """Lose, empty, rename, exchange or add parts, so that others refer to what is not there."""
    parts = _parts(data)
    if len(parts) < 2:
        return data
    one, other = chance.sample(sorted(parts), 2)
    match chance.randrange(5):
        case 0:
            del parts[one]
        case 1:
            parts[one] = b""
        case 2:
            parts[chance.choice((one.upper(), one + "x", "word/" + one, "空 格.xml"))] = parts.pop(one)
        case 3:
            parts[one], parts[other] = parts[other], parts[one]
        case _:
            parts[chance.choice(("mimetype", "customXml/item1.xml", "a/", "说明.txt", "word/media/image1.png"))] = (
                parts[one]
            )
    return zip_of(parts, zipfile.ZIP_STORED)


def _in_one(data: bytes, chance: Random, change: Mutation) -> bytes:
    parts = _parts(data)
    if not parts:
        return data
    sizes = [1 + len(part) for part in parts.values()]
    one = chance.choices(list(parts), [min(size, 3000) for size in sizes])[0]
    return zip_of({**parts, one: change(parts[one], chance)}, zipfile.ZIP_STORED)


def _deep(data: bytes, chance: Random) -> bytes:
    if data.startswith(b"PK"):
        return part_tree(data, chance)
    if data.lstrip().startswith((b"<?xml", b"<w:")):
        return tree_changed(data, chance)
    return chance.choice((*TOKENS, *MARKUP))(data, chance)


def _declared(data: bytes, chance: Random) -> bytes:
    return data.replace(chance.choice(_DECLARED), chance.choice(_OTHER), 1)


def _parts(data: bytes) -> Parts:
    """Empty for what an earlier change has made no zip."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as source:
            return {name: source.read(name) for name in source.namelist()}
    except (zipfile.BadZipFile, zlib.error, ValueError, OSError, EOFError, RuntimeError):
        return {}


PACKAGE: tuple[Mutation, ...] = (part_tree, part_tree, part_tree, part_tree, part_raw, part_list)
