"""Harm that knows nothing of the format: bits, bytes, blocks, integers, ends."""

from random import Random

from hostile.mutations.common import Mutation, place, repeats, stretch

LONGEST = 4 * 2**20  # no mutant needs more; the limits on size have hostile files of their own
_EXTREMES = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 2**63 - 1, 2**64 - 1)


def bits(data: bytes, chance: Random) -> bytes:
    """Turn a few bits over."""
    out = bytearray(data)
    for _ in range(min(repeats(chance), 30) if out else 0):
        out[chance.randrange(len(out))] ^= 1 << chance.randrange(8)
    return bytes(out)


def few_bytes(data: bytes, chance: Random) -> bytes:
    """Put other bytes in place of a few."""
    out = bytearray(data)
    for _ in range(min(repeats(chance), 30) if out else 0):
        out[chance.randrange(len(out))] = chance.choice((0, 0xFF, 0x0A, 0x20, chance.randrange(256)))
    return bytes(out)


def block_gone(data: bytes, chance: Random) -> bytes:
    """Leave a block out."""
    start, end = stretch(data, chance)
    return data[:start] + data[end:]


def block_again(data: bytes, chance: Random) -> bytes:
    """Say a block again, once or very often."""
    start, end = stretch(data, chance, 400)
    return (data[:end] + data[start:end] * repeats(chance) + data[end:])[:LONGEST]


def block_moved(data: bytes, chance: Random) -> bytes:
    """Take a block elsewhere."""
    start, end = stretch(data, chance)
    rest = data[:start] + data[end:]
    at = place(rest, chance)
    return rest[:at] + data[start:end] + rest[at:]


def block_put(data: bytes, chance: Random) -> bytes:
    """Put a block of chance, of zeros or of one letter between."""
    at, length = place(data, chance), chance.choice((1, 2, 4, 16, 512, 70_000))
    block = chance.choice((bytes(length), b"A" * length, chance.randbytes(length)))
    return data[:at] + block + data[at:]


def integer(data: bytes, chance: Random) -> bytes:
    """Write an extreme integer over one that may stand there."""
    width = chance.choice((1, 2, 4, 8))
    at = chance.randrange(max(1, len(data)))
    value = chance.choice(_EXTREMES) % 256**width
    return data[:at] + value.to_bytes(width, chance.choice(("little", "big"))) + data[at + width :]


def end_gone(data: bytes, chance: Random) -> bytes:
    """Stop early."""
    return data[: max(1, place(data, chance))]


def end_more(data: bytes, chance: Random) -> bytes:
    """Go on with rubbish, or with the beginning again."""
    return data + chance.choice(
        (chance.randbytes(place(data, chance) + 1), data[: place(data, chance)], bytes(100_000))
    )


BYTES: tuple[Mutation, ...] = (
    bits, few_bytes, block_gone, block_again, block_moved, block_put, integer, end_gone, end_more,
)  # fmt: skip
