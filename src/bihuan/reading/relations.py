"""Relations of an Office file that would fetch another file from afar when it is opened: templates, frames, linked objects.

Nothing here follows a relation; a file that does so elsewhere is refused, because it will be opened elsewhere. A hyperlink, which waits for
a click, a linked picture and a template on the writer's own disk are usual and pass.
"""

import re
from typing import Final

from lxml import etree

_RELATION: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_FETCHED: Final = {"attachedTemplate": "模板", "frame": "框架", "oleObject": "对象", "subDocument": "子文档"}
_AFAR = re.compile(
    r"\s*(?:(?:https?|ftps?|mhtml|javascript|vbscript|ms-[a-z]+):|\\\\|//|file:(?://+[^/:]+/|/{4,}|\\\\))",
    re.IGNORECASE,
)


def relation_afar(relations: etree._Element) -> tuple[str, str] | None:
    """What the first such relation of a .rels part fetches (模板) and from where; None when there is none."""
    for relation in relations.iter(_RELATION):
        kind = _FETCHED.get(relation.get("Type", "").rpartition("/")[2])
        target = relation.get("Target", "")
        if kind and relation.get("TargetMode") == "External" and _AFAR.match(target):
            return kind, target
    return None
