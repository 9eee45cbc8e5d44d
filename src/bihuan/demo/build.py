"""The whole demo, step by step: books, last year's reports, this year's drafts, the compilation, the verification, the library."""

import json
import shutil
from dataclasses import dataclass, field
from pathlib import Path

from bihuan.apps.boards.services import map_import
from bihuan.apps.drafts.services import Written, draft_verify, draft_write
from bihuan.apps.drafts.verifying import Verdict
from bihuan.apps.figures.selectors import figures_compute
from bihuan.apps.library.arriving import Shelf
from bihuan.apps.library.services import library_add
from bihuan.apps.units.actors import console
from bihuan.apps.units.selectors import unit_get
from bihuan.demo.books import Books, Progress, books_build
from bihuan.demo.county import COUNTY, COUNTY_CODE
from bihuan.demo.draws import AS_OF
from bihuan.demo.people import Account, people_make
from bihuan.demo.place import MARKER
from bihuan.demo.reports import Report, reports_write
from bihuan.gongwen import compilation_write

ACTOR = "示范县文书"
OUTLINE = Path(__file__).parent / "data" / "county.geojson"
REVIEW = "审阅稿"


@dataclass
class Demo:
    """Everything that was made, for the summary."""

    folder: Path
    books: Books
    reports: list[Report]
    accounts: list[Account] = field(default_factory=list)
    written: list[Written] = field(default_factory=list)
    compilation: Path = Path()
    verdicts: dict[Path, Verdict] = field(default_factory=dict)


def demo_build(folder: Path, *, scale: float = 1.0, progress: Progress) -> Demo:
    """Build the county in a folder that does not exist yet (``place.folder_clear``); whatever fails, nothing half-made is left."""
    try:
        return demo_make(folder, scale, progress)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def demo_make(folder: Path, scale: float, progress: Progress) -> Demo:
    """Books, last year's reports, this year's drafts, the compilation, the verification, the library."""
    books = books_build(folder, scale, progress)
    day_set(folder)
    (folder / MARKER).write_text(json.dumps({"county": COUNTY, "scale": scale}, ensure_ascii=False), encoding="utf-8")
    accounts = people_make(folder)
    map_import(path=OUTLINE, actor=console(ACTOR))
    demo = Demo(folder, books, reports_write(folder / "上年报告", figures_compute), accounts)
    reports_draft(demo, progress)
    compilation_make(demo)
    drafts_verify(demo, progress)
    library_fill(demo, progress)
    return demo


def day_set(folder: Path) -> None:
    """The county's desks stand at the day that its books are kept to."""
    marker = folder / "bihuan.json"
    told = json.loads(marker.read_text(encoding="utf-8"))
    marker.write_text(json.dumps({**told, "today": AS_OF.isoformat()}) + "\n", encoding="utf-8")


def reports_draft(demo: Demo, progress: Progress) -> None:
    """This year's report of each bureau from last year's docx: a clean copy and one with a comment a number."""
    copies = [(report, review) for report in demo.reports for review in (False, True)]
    for report, review in progress(copies, len(copies), "起草报告"):
        name = report.title.replace("2024", "2025").replace("2023", "2024")
        target = demo.folder / "out" / f"{name}{f'（{REVIEW}）' if review else ''}.docx"
        demo.written.append(
            draft_write(
                source=report.docx,
                unit=report.unit,
                year=AS_OF.year,
                as_of=AS_OF,
                target=target,
                review=review,
                actor=console(ACTOR),
            )
        )


def compilation_make(demo: Demo) -> None:
    """The clean drafts bound into one book with contents."""
    title = f"{COUNTY}{AS_OF.year}年工作总结汇编"
    demo.compilation = demo.folder / "out" / f"{title}.docx"
    compilation_write([one.draft for one in clean(demo)], demo.compilation, title=title, review=False)


def clean(demo: Demo) -> list[Written]:
    """The copies without comments."""
    return [one for one in demo.written if REVIEW not in one.path.stem]


def drafts_verify(demo: Demo, progress: Progress) -> None:
    """Every file under out/ computed again."""
    paths = [*(one.path for one in demo.written), demo.compilation]
    for path in progress(paths, len(paths), "逐数复核"):
        demo.verdicts[path] = draft_verify(path=path)


def library_fill(demo: Demo, progress: Progress) -> None:
    """Last year's reports and this year's clean drafts in the library: the county's, for all of it to read."""
    paths = [*(report.docx for report in demo.reports), *(one.path for one in clean(demo))]
    for some in progress([paths], 1, "收进素材库"):
        library_add(paths=some, actor=console(ACTOR), shelf=Shelf(unit_id=unit_get(COUNTY_CODE).pk), jobs=1)
