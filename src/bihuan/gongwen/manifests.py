"""The manifest in a docx: one custom XML part with canonical JSON, kept by Word, WPS and LibreOffice."""

import hashlib
import json

from lxml import etree
from pydantic import ValidationError

from bihuan.datamodel import BihuanError, Manifest
from bihuan.gongwen.ooxml import namespace_root, part_bytes

NAMESPACE = "urn:bihuan:manifest:1"
DATA_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"


def manifest_json(manifest: Manifest) -> str:
    """Canonical JSON: keys sorted, no blanks, Chinese as it is; same manifest, same text."""
    values = manifest.model_dump(mode="json")
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def manifest_digest(text: str) -> str:
    """SHA-256 over the UTF-8 bytes of the canonical JSON: what a data folder seals."""
    return hashlib.sha256(text.encode()).hexdigest()


def manifest_part(manifest: Manifest) -> bytes:
    """customXml/itemN.xml."""
    text = manifest_json(manifest)
    root = namespace_root(NAMESPACE, "manifest")
    root.set("sha256", manifest_digest(text))
    root.text = text
    return part_bytes(root)


def properties_part(number: int) -> bytes:
    """customXml/itemPropsN.xml: a fixed identity, so that the same draft gives the same bytes."""
    identity = f"{{B1485AA1-0000-4000-8000-{number:012d}}}"
    root = etree.Element(
        f"{{{DATA_STORE}}}datastoreItem", {f"{{{DATA_STORE}}}itemID": identity}, nsmap={"ds": DATA_STORE}
    )
    references = etree.SubElement(root, f"{{{DATA_STORE}}}schemaRefs")
    etree.SubElement(references, f"{{{DATA_STORE}}}schemaRef", {f"{{{DATA_STORE}}}uri": NAMESPACE})
    return part_bytes(root)


def manifest_parse(text: str, *, where: str) -> Manifest:
    """The manifest of one part's JSON; a named error when it is no manifest."""
    try:
        return Manifest.model_validate_json(text)
    except ValidationError as error:
        raise BihuanError(
            "docx.manifest_broken", "溯源清单无法识别", where=where, hint="文件可能被改动过，请从原处重新取得"
        ) from error
