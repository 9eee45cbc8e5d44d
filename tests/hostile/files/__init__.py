"""Every hostile file, in one list."""

from hostile.files.case import Case
from hostile.files.containers import CONTAINERS
from hostile.files.others import OTHERS
from hostile.files.pdf import PDF
from hostile.files.pictures import PICTURES
from hostile.files.web import WEB
from hostile.files.word import WORD
from hostile.files.xml import XML

CASES: list[Case] = [*CONTAINERS, *XML, *WORD, *WEB, *OTHERS, *PDF, *PICTURES]
