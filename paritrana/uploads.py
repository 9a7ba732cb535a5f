"""Files that are being sent: each in a file without a name, gone with the process that holds it, however that ends.

The framework spools larger ones into files with names, which outlive a killed process; a list of workers must not.
"""

import tempfile
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class UnlinkedFiles(FileUploadHandler):
    """Takes every file that is sent, small or large; what reads it finds a descriptor (FILE_UPLOAD_HANDLERS)."""

    file: "UploadedFile[bytes]"

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        spool = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the request
        self.file = UploadedFile(spool, self.file_name, self.content_type, 0, self.charset, self.content_type_extra)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[bytes]":
        self.file.seek(0)
        self.file.size = file_size
        return self.file

    def upload_interrupted(self) -> None:
        """Close what came of a file that breaks off."""
        if hasattr(self, "file"):
            self.file.close()
