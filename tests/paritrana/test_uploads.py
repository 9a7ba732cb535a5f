"""A file that is sent lies nowhere under a name."""

import io
import os
import tempfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, UnreadablePostError
from django.test import RequestFactory


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary files go."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def sent(content: bytes) -> HttpRequest:
    return RequestFactory().post("/", {"berkas": SimpleUploadedFile("daftar.csv", content)})


@pytest.mark.parametrize("size", [0, 10, 5_000_000])
def test_a_file_is_whole_has_a_descriptor_and_no_name(folder, size):
    file = sent(b"a" * size).FILES["berkas"]

    assert (file.name, file.size, file.read()) == ("daftar.csv", size, b"a" * size)
    assert os.fstat(file.fileno()).st_nlink == 0
    assert list(folder.iterdir()) == []
    file.close()


class BreakingOff(io.BytesIO):
    """What comes over a line that fails half way."""

    def read(self, size: int | None = -1) -> bytes:
        if self.tell() > 100_000:
            raise OSError
        return super().read(size)


def test_a_file_that_breaks_off_leaves_nothing(folder):
    whole = sent(b"a" * 400_000)
    environ = whole.environ | {"wsgi.input": BreakingOff(whole.body)}
    broken = WSGIRequest(environ)

    with pytest.raises(UnreadablePostError):
        _ = broken.FILES

    assert list(folder.iterdir()) == []
    for handler in broken.upload_handlers:
        assert os.fstat(handler.file.fileno()).st_nlink == 0
        handler.file.close()


def test_a_file_that_ends_too_early_is_none(folder):
    whole = sent(b"a" * 200_000)
    early = WSGIRequest(whole.environ | {"wsgi.input": io.BytesIO(whole.body[:100_000])})

    assert list(early.FILES) == []
    assert [handler.file.closed for handler in early.upload_handlers] == [True]
