import os
import tempfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from gehoor.foundation.files.refusals import FileRefused
from gehoor.foundation.files.uploads import check_handlers, cut_off, receive
from tests.foundation.files.samples import a_picture

KIB = 1024


def posted(**fields):
    return RequestFactory().post("/", fields)


def chosen(name="foto.jpg", data=b"x"):
    return SimpleUploadedFile(name, data)


@pytest.fixture(autouse=True)
def small_limits(settings):
    settings.GEHOOR_FILE_LIMIT = 100 * KIB
    settings.GEHOOR_FILES_LIMIT = 250 * KIB
    settings.GEHOOR_FILES_A_REQUEST = 4


def test_a_file_arrives_with_what_was_typed():
    request = posted(story="Ik mag niet meer naar school", file=chosen(data=a_picture()), after="dank u")
    assert request.POST["story"] == "Ik mag niet meer naar school"
    assert request.POST["after"] == "dank u"
    assert receive(request.FILES["file"]).kind == "jpeg"


def test_a_file_that_is_too_large_costs_nothing_of_what_was_typed():
    request = posted(before="een", file=chosen(data=bytes(300 * KIB)), after="twee", small=chosen(data=b"Hallo"))
    assert (request.POST["before"], request.POST["after"]) == ("een", "twee")
    assert request.FILES["file"].data == b""
    assert request.FILES["file"].size == 300 * KIB
    with pytest.raises(FileRefused) as refused:
        receive(request.FILES["file"])
    assert refused.value.code == "too_large"
    assert "300" in str(refused.value)
    assert "100" in str(refused.value)
    assert receive(request.FILES["small"]).kind == "text"


def test_files_that_are_too_large_together_are_refused_one_by_one():
    request = posted(files=[chosen(name=f"{number}.txt", data=b"a" * 90 * KIB) for number in range(4)])
    fates = [upload.refused and upload.refused.code for upload in request.FILES.getlist("files")]
    assert fates == [None, None, "together", "together"]


def test_a_file_too_many_is_refused_and_the_others_are_not():
    request = posted(files=[chosen(data=b"a") for _ in range(5)])
    fates = [upload.refused and upload.refused.code for upload in request.FILES.getlist("files")]
    assert fates == [None, None, None, None, "too_many"]


def test_an_empty_file_is_a_refusal_with_words():
    with pytest.raises(FileRefused, match="leeg"):
        receive(posted(file=chosen(data=b"")).FILES["file"])


def test_reading_stops_where_nobody_sends_in_good_faith(settings):
    settings.GEHOOR_UPLOADS_CUT_AT = 400 * KIB
    request = posted(before="een", file=chosen(data=bytes(900 * KIB)), after="twee")
    assert request.POST["before"] == "een"
    assert "after" not in request.POST
    field, refused = cut_off(request)
    assert (field, refused.code) == ("file", "too_large")


def test_a_request_that_was_read_whole_was_not_cut_off():
    request = posted(file=chosen())
    assert request.FILES
    assert cut_off(request) is None


@pytest.mark.parametrize("name", ["../../evil.jpg", "a\u202egpj.exe", "x" * 400 + ".jpg", 'a";b.jpg'])
def test_a_hostile_name_does_no_harm(name):
    request = posted(story="tekst", file=chosen(name=name, data=b"Hallo"))
    assert request.POST["story"] == "tekst"
    shown = receive(request.FILES["file"]).name
    assert "/" not in shown
    assert "\u202e" not in shown
    assert len(shown) < 90


def test_nothing_is_written_to_a_temporary_folder(settings, tmp_path, monkeypatch):
    spool = tmp_path / "spool"
    spool.mkdir()
    settings.FILE_UPLOAD_TEMP_DIR = str(spool)
    monkeypatch.setattr(tempfile, "tempdir", str(spool))
    settings.GEHOOR_FILE_LIMIT = settings.GEHOOR_FILES_LIMIT = 20 * KIB * KIB
    request = posted(file=chosen(data=b"Beste school\n" * 400_000))
    assert receive(request.FILES["file"]).kind == "text"
    assert os.listdir(spool) == []


def test_a_start_with_handlers_that_write_in_clear_is_refused(settings):
    assert check_handlers(None) == []
    settings.FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
    assert check_handlers(None)[0].id == "files.E001"
