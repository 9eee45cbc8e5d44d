"""Names are unique, packs that are used exist, and nothing uses itself by a circle."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from bihuan.datamodel import Finding
from bihuan.packs.faults import fault
from bihuan.packs.rules.view import View, uses_of
from bihuan.packs.sources import Located


def names_agree(view: View) -> Iterator[Finding]:
    """All rules of this module."""
    yield from _uses(view)
    yield from _unique(view, "ledgers", "ledger", "台账")
    yield from _unique(view, "indicators", "indicator", "指标")


def _uses(view: View) -> Iterator[Finding]:
    head = view.source.head
    if head is None:
        return
    known = {source.name: uses_of(source) for source in view.sources}
    for index, name in enumerate(head.item.uses):
        if name not in known:
            yield fault(
                "pack.unknown_pack",
                f"找不到行业包“{name}”",
                head.where("uses", index),
                hint="它应在同一个文件夹下，或随程序带有",
            )
    circle = cycle_find(view.source.name, lambda name: known.get(name, []))
    if circle:
        yield fault("pack.cycle", f"行业包互相引用：{' → '.join(circle)}", head.where("uses"), hint="去掉其中一个 uses")


def _unique(view: View, kind: str, key: str, noun: str) -> Iterator[Finding]:
    """A key or a Chinese name is declared once over all packs; the later one is at fault."""
    first: dict[str, Located] = {}
    for source in view.sources:
        for located in getattr(source, kind):
            for name in {getattr(located.item, key): key, located.item.name: "name"}.items():
                earlier = first.setdefault(name[0], located)
                if earlier is not located and source is view.source:
                    message = f"{noun}“{name[0]}”重名，已在 {earlier.where(key)} 声明"
                    yield fault("pack.duplicate_name", message, located.where(name[1]), hint="换一个名称")


def cycle_find(start: str, below: Callable[[str], Iterable[str]]) -> Sequence[str]:
    """The circle that leads from ``start`` back to it, both ends named; empty when there is none."""
    trails: list[tuple[str, ...]] = [(start,)]
    seen: set[str] = set()
    while trails:
        trail = trails.pop()
        for name in below(trail[-1]):
            if name == start:
                return (*trail, name)
            if name not in seen:
                seen.add(name)
                trails.append((*trail, name))
    return ()
