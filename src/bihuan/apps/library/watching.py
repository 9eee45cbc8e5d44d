"""监看: a folder that clerks drop files into is looked at every few seconds, and what stands still there comes into the library.

Looked at, not listened to (watchfiles, watchdog): a shared drive sends no events of what other machines write on it.
"""

import logging
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event
from typing import Final

from django.conf import settings
from django.db import close_old_connections

from bihuan.apps.library.alone import alone
from bihuan.apps.library.arriving import Shelf
from bihuan.apps.library.dropped import Dropped, Stamp, files_dropped, stamps_known
from bihuan.apps.library.services import Intake, library_gather, library_settle
from bihuan.apps.library.watched import watched_end, watched_tell
from bihuan.apps.units.actors import Actor
from bihuan.datamodel import BihuanError

EVERY: Final = 3.0  # seconds between two looks …
SHARE: Final = 10  # … or so many times as long as a look takes: a slow drive is not always asked
AGAIN: Final = 300.0  # seconds after which a file is tried again that could not be opened
MOST: Final = 256 * 1024 * 1024  # bytes of a file
LOT: Final = 50  # files taken in at once
_AWAY: Final = "library.watch_away"

Say = Callable[[str], None]
logger = logging.getLogger(__name__)


class Watcher:
    """A watched folder, and what is known of the files in it."""

    def __init__(self, folder: Path, shelf: Shelf, actor: Actor, say: Say, every: float = EVERY) -> None:
        self.folder, self._shelf, self._actor, self._say = folder.absolute(), shelf, actor, say
        self._seen: dict[Path, Stamp] = {}  # at the last look
        self._known: dict[str, Stamp] = {}
        self._later: dict[Path, tuple[float, str]] = {}  # when a file is tried again, and why not now
        self._unsettled = True
        self._fault = ""
        self.pause = self._every = every

    def look(self, stop: Event) -> None:
        """One look. Whatever is wrong is said once, and found better or not at the next one."""
        try:
            self._settled()
            for lot in _lots(self._standing()):
                if stop.is_set():
                    break
                self._taken(lot)
            self._told("")
        except BihuanError as error:
            self._unsettled |= error.code != _AWAY
            self._told(str(error))
        except Exception as error:
            if not self._fault:
                logger.exception("a look at %s failed", self.folder)
            self._unsettled = True
            self._told(f"监看时出错（{type(error).__name__}），稍后再试")

    def _settled(self) -> None:
        """At first, and after a fault: what was accepted is read, and what is remembered is known."""
        if self._unsettled:
            library_settle()
            self._known = stamps_known()
            self._unsettled = False

    def _standing(self) -> list[Dropped]:
        """The files that stand as they did at the last look and were not taken in so."""
        begun = time.monotonic()
        try:
            found = files_dropped(self.folder)
        except OSError as error:
            what, hint = f"监看的文件夹打不开（{error.strerror}）", "网络盘断开的，连上后自动接着看"
            raise BihuanError(_AWAY, what, where=str(self.folder), hint=hint) from None
        now = time.monotonic()
        self.pause = max(self._every, SHARE * (now - begun))
        seen, self._seen = self._seen, {one.path: one.stamp for one in found}
        self._later = {path: told for path, told in self._later.items() if path in self._seen and told[0] > now}
        still = [one for one in found if seen.get(one.path) == one.stamp and self._known.get(one.key) != one.stamp]
        return [one for one in still if one.path not in self._later and not self._too_big(one)]

    def _too_big(self, one: Dropped) -> bool:
        if one.stamp[0] > MOST:
            self._put_off(one, f"超过 {MOST // 1024**2} MB，请拆开再放")
        return one.stamp[0] > MOST

    def _taken(self, lot: list[Dropped]) -> None:
        intake = library_gather(files=lot, actor=self._actor, shelf=self._shelf)
        known = stamps_known([one.key for one in lot])
        self._known |= known
        why = {error.where: error.what for error in intake.refused}
        for one in lot:
            if known.get(one.key) != one.stamp and one.steady():
                self._put_off(one, why.get(one.name, "收不下"))
        self._told("")
        self._say(intake_words(intake))

    def _put_off(self, one: Dropped, why: str) -> None:
        self._later[one.path] = (time.monotonic() + AGAIN, f"{one.name}：{why}")

    def _told(self, fault: str) -> None:
        watched_tell(self.folder, fault, [why for _, why in self._later.values()])
        if fault != self._fault:
            self._say(fault or "监看恢复正常")
        self._fault = fault


def watch(watcher: Watcher, stop: Event) -> None:
    """Look until told to stop; ``library.watching`` where another program of this data folder watches."""
    busy = BihuanError("library.watching", "已有另一个程序在监看", hint="一个数据文件夹只监看一处，先停下那一个")
    with alone("library-watch", busy):
        try:
            while not stop.is_set():
                watcher.look(stop)
                close_old_connections()
                stop.wait(watcher.pause)
        finally:
            watched_end()


def folder_require(folder: Path) -> Path:
    """A folder that may be watched: not one that the data folder lies in, for that would take in its own files for ever."""
    data = Path(settings.BIHUAN.dir).resolve()
    if data.is_relative_to(folder.resolve()):
        raise BihuanError(
            "library.watch", "数据文件夹在它里面，不能监看", where=str(folder), hint="换一个专放新文件的文件夹"
        )
    return folder


def intake_words(intake: Intake) -> str:
    """What came of a lot, in a line."""
    told = f"入库 {len(intake.added) - intake.failed} 份"
    told += f"，已有 {len(intake.same)} 份" if intake.same else ""
    told += f"，读不出来 {intake.failed} 份" if intake.failed else ""
    return told + (f"，收不下 {len(intake.refused)} 个" if intake.refused else "")


def _lots(files: list[Dropped]) -> list[list[Dropped]]:
    return [files[first : first + LOT] for first in range(0, len(files), LOT)]
