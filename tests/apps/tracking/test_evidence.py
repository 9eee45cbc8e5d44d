import hashlib
import io
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from PIL import Image

from bihuan.apps.ledgers.models import Event
from bihuan.apps.tracking.kinds import kind_sniff
from bihuan.apps.tracking.models import Evidence, Upload
from bihuan.apps.tracking.pictures import copy_open
from bihuan.apps.tracking.services import (
    evidence_add,
    evidence_remove,
    upload_begin,
    upload_finish,
    upload_put,
    uploads_clean,
)
from bihuan.apps.tracking.uploading import OffsetWrong, upload_place
from bihuan.datamodel import BihuanError
from support.matters import LEDGER, finish, photo, prove

PLACE = {1: "N", 2: (23.0, 7.0, 48.0), 3: "E", 4: (113.0, 15.0, 0.0)}


def placed() -> bytes:
    """A photo that says where it was taken, and by which camera."""
    made, exif = io.BytesIO(), Image.Exif()
    exif[0x8825] = PLACE
    exif[0x010F] = "某厂相机"
    Image.new("RGB", (400, 300), "gray").save(made, "JPEG", exif=exif)
    return made.getvalue()


def zipped(*names: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return made.getvalue()


def add(entry, actor, name, data, **more):
    return evidence_add(ledger=LEDGER, entry_id=entry, name=name, data=data, actor=actor, **more)


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("照片.pdf", photo(), "“.pdf”结尾，内容却是JPEG 照片"),
        ("照片.jpg", b"%PDF-1.7\n%%EOF", "“.jpg”结尾，内容却是PDF"),
        ("照片", photo(), "没有扩展名，内容是JPEG 照片"),
        ("页面.jpg", b"<!doctype html><html><body><script>1</script></body></html>", "这种文件不能作佐证"),
        ("图.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "这种文件不能作佐证"),
        ("说明.txt", "现场情况".encode(), "这种文件不能作佐证"),
        ("空.jpg", b"", "文件是空的"),
        ("包.docx", zipped("a.txt"), "这种文件不能作佐证"),
        ("程序.jpg", b"MZ\x90\x00" + bytes(60), "不能"),
    ],
)  # fmt: skip
def test_what_a_file_is_not_is_refused_by_name(name, data, told):
    with pytest.raises(BihuanError, match=told) as caught:
        kind_sniff(data, name)
    assert caught.value.where == name


def test_a_file_over_the_bound_is_refused_before_it_is_looked_at():
    with pytest.raises(BihuanError, match="超过 50 MiB"):
        kind_sniff(b"\xff\xd8\xff" + bytes(50 * 1024 * 1024), "大.jpg")


def test_the_original_is_kept_as_it_came_and_the_chain_has_its_digest(bureau, handed):
    data = placed()
    kept = add(handed, bureau.bureau, "门头.jpg", data)
    assert (settings.BIHUAN.dir / "originals" / kept.sha256).read_bytes() == data
    assert kept.sha256 in Event.objects.get(deed="evidence_add").changes


def test_the_shown_copy_says_nothing_of_camera_and_place(bureau, handed):
    kept = add(handed, bureau.bureau, "门头.jpg", placed())
    with Image.open(copy_open(kept.sha256, "shown", kept.name)) as shown:
        assert (dict(shown.getexif()), kept.place) == ({}, "")


def test_the_place_is_read_only_when_the_handler_asks(bureau, handed):
    kept = add(handed, bureau.bureau, "门头.jpg", placed(), with_place=True)
    assert kept.place == "113.250000,23.130000"


def test_a_copy_that_is_gone_is_made_again_from_the_original(bureau, handed):
    kept = prove(handed, bureau.bureau)
    place = copy_open(kept.sha256, "small", kept.name)
    place.unlink()
    with Image.open(copy_open(kept.sha256, "small", kept.name)) as small:
        assert max(small.size) == 320


def test_a_picture_of_too_many_pixels_is_refused_unpacked(bureau, handed):
    made = io.BytesIO()
    Image.new("1", (20000, 20000)).save(made, "PNG")
    with pytest.raises(BihuanError, match="超过 5000 万像素"):
        add(handed, bureau.bureau, "炸弹.png", made.getvalue())
    assert not Evidence.objects.exists()


def test_a_torn_picture_is_refused_by_name(bureau, handed):
    with pytest.raises(BihuanError, match="图片已损坏"):
        add(handed, bureau.bureau, "坏.jpg", photo()[:200])


def test_the_same_file_twice_is_one_piece_of_evidence(bureau, handed):
    assert prove(handed, bureau.bureau).pk == prove(handed, bureau.bureau).pk


def test_who_may_not_touch_the_entry_adds_nothing(bureau, handed):
    with pytest.raises(BihuanError, match=f"没有 #{handed} 号条目"):
        prove(handed, bureau.other_town)
    with pytest.raises(BihuanError, match="您没有处置的权限"):
        prove(handed, bureau.leader)


def test_evidence_that_proved_a_step_stays(bureau, handed):
    kept = prove(handed, bureau.bureau)
    finish(handed, bureau.bureau)
    with pytest.raises(BihuanError, match="已经用于办理"):
        evidence_remove(evidence=kept.pk, reason="拍错了", actor=bureau.bureau)


def test_evidence_taken_off_keeps_its_original(bureau, handed):
    kept = prove(handed, bureau.bureau)
    evidence_remove(evidence=kept.pk, reason="拍错了", actor=bureau.bureau)
    assert Evidence.objects.get().removed_at and (settings.BIHUAN.dir / "originals" / kept.sha256).exists()


def test_a_name_with_folders_and_hidden_signs_is_made_plain(bureau, handed):
    assert add(handed, bureau.bureau, "..\\..\\门\u202e头.jpg", photo()).name == "门头.jpg"


def begin(entry, actor, data):
    return upload_begin(ledger=LEDGER, entry_id=entry, name="现场.jpg", size=len(data), actor=actor)


def test_pieces_that_come_twice_or_too_early_are_told_where_to_go_on(bureau, handed):
    data = photo()
    upload = begin(handed, bureau.bureau, data)
    upload_put(number=upload.pk, offset=0, piece=data[:100], actor=bureau.bureau)
    for offset in (0, 200):
        with pytest.raises(OffsetWrong) as caught:
            upload_put(number=upload.pk, offset=offset, piece=data[:100], actor=bureau.bureau)
        assert caught.value.received == 100


def test_more_than_was_said_is_refused(bureau, handed):
    upload = begin(handed, bureau.bureau, b"1234")
    with pytest.raises(BihuanError, match="比说好的多"):
        upload_put(number=upload.pk, offset=0, piece=b"12345", actor=bureau.bureau)


def test_a_file_that_changed_on_the_way_is_dropped(bureau, handed):
    data = photo()
    upload = begin(handed, bureau.bureau, data)
    upload_put(number=upload.pk, offset=0, piece=data, actor=bureau.bureau)
    with pytest.raises(BihuanError, match="变了样"):
        upload_finish(number=upload.pk, sha256="0" * 64, actor=bureau.bureau)
    assert not Upload.objects.exists() and not upload_place(upload).exists()


def test_another_persons_upload_is_not_there(bureau, handed):
    upload = begin(handed, bureau.bureau, b"1234")
    with pytest.raises(BihuanError, match="没有这次上传"):
        upload_put(number=upload.pk, offset=0, piece=b"1", actor=bureau.dispatcher)


def test_what_nobody_touched_for_two_days_is_swept_up(bureau, handed):
    upload = begin(handed, bureau.bureau, b"1234")
    stray = Path(settings.BIHUAN.dir / "uploads" / "ohne.part")
    stray.touch()
    uploads_clean(datetime.now(UTC) + timedelta(hours=47))
    assert Upload.objects.exists() and stray.exists()
    uploads_clean(datetime.now(UTC) + timedelta(hours=49))
    assert not Upload.objects.exists() and not upload_place(upload).exists() and not stray.exists()


def test_a_finished_upload_is_the_evidence(bureau, handed):
    data = photo()
    upload = begin(handed, bureau.bureau, data)
    upload_put(number=upload.pk, offset=0, piece=data, actor=bureau.bureau)
    kept = upload_finish(number=upload.pk, sha256=hashlib.sha256(data).hexdigest(), actor=bureau.bureau)
    assert kept == Evidence.objects.get() and not upload_place(upload).exists()
