"""Every hostile file, in one list."""

from hostile.files.case import Case
from hostile.files.containers import CONTAINERS
from hostile.files.ofd import OFDS
from hostile.files.others import OTHERS
from hostile.files.web import WEB
from hostile.files.word import WORD
from hostile.files.xml import XML

CASES: list[Case] = [*CONTAINERS, *XML, *WORD, *OFDS, *WEB, *OTHERS]
