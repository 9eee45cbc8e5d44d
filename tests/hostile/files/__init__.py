"""Every hostile file, in one list."""

from hostile.files.case import HARMLESS, Case
from hostile.files.containers import CONTAINERS
from hostile.files.ofd import OFDS
from hostile.files.others import OTHERS
from hostile.files.pdf import PDF
from hostile.files.pictures import PICTURES
from hostile.files.web import WEB
from hostile.files.word import WORD
from hostile.files.xml import XML

# Those that are read come last: what the worker keeps of them would count against the memory that refusing may take.
CASES: list[Case] = sorted(
    [*CONTAINERS, *XML, *WORD, *OFDS, *WEB, *OTHERS, *PDF, *PICTURES], key=lambda case: case.code == HARMLESS
)
