"""One door to each deed on drafts: write and seal one, verify one, confirm a binding."""

from bihuan.apps.drafts.confirming import binding_confirm, bindings_list
from bihuan.apps.drafts.verifying import draft_verify
from bihuan.apps.drafts.writing import Written, draft_write

__all__ = ["Written", "binding_confirm", "bindings_list", "draft_verify", "draft_write"]
