from datetime import date

import pytest

from bihuan.apps.drafts.models import Binding
from bihuan.apps.drafts.services import binding_confirm, bindings_list
from bihuan.apps.units.actors import console
from bihuan.datamodel import BihuanError

OTHER = "青溪县城市管理局2023年工作总结\n一、2023年工作情况\n全年处理街面来件30件。\n"
REWORDED = "青溪县城市管理局2023年工作总结\n一、2023年工作情况\n全年共处理街面来件28件。\n"


@pytest.fixture
def slots_of(bureau, tmp_path):
    def make(text: str):
        path = tmp_path / "来件.txt"
        path.write_text(text, encoding="utf-8")
        return bindings_list(source=path, unit=bureau, year=2024, as_of=date(2024, 10, 31))

    return make


def test_a_confirmed_binding_is_used_next_time(slots_of, bureau):
    (slot,) = slots_of(OTHER)
    assert slot.binding is None
    binding_confirm(slot=slot, unit=bureau, indicator="smart_cases_dispatched", actor=console("丙"))
    assert slots_of(OTHER)[0].binding.indicator == "smart_cases_dispatched"


def test_it_is_found_again_when_the_sentence_was_reworded_a_little(slots_of, bureau):
    binding_confirm(slot=slots_of(OTHER)[0], unit=bureau, indicator="smart_cases_dispatched", actor=console("丙"))
    assert slots_of(REWORDED)[0].binding.confirmed


def test_a_person_may_say_that_no_ledger_answers(slots_of, bureau):
    binding_confirm(slot=slots_of(OTHER)[0], unit=bureau, indicator="", actor=console("丙"))
    assert "此前已确认" in slots_of(OTHER)[0].note


def test_confirming_again_replaces(slots_of, bureau):
    slot = slots_of(OTHER)[0]
    for indicator in ("smart_cases_closed", "smart_cases_dispatched"):
        binding_confirm(slot=slot, unit=bureau, indicator=indicator, actor=console("丙"))
    assert Binding.objects.get().indicator == "smart_cases_dispatched"


def test_an_unknown_indicator_is_refused(slots_of, bureau):
    with pytest.raises(BihuanError, match="没有指标"):
        binding_confirm(slot=slots_of(OTHER)[0], unit=bureau, indicator="nothing_such", actor=console("丙"))
