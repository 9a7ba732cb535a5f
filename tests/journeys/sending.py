"""Sends a file to the page of the imports, in a process of its own that a test may kill.

`python -m tests.journeys.sending USER FILE` answers with the status of the portal, 0 for 302, else 1.
"""

import sys
from pathlib import Path

import django


def send(username: str, path: Path) -> int:
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client

    from accounts.models import User

    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.get(username=username), "django.contrib.auth.backends.ModelBackend")
    file = SimpleUploadedFile(path.name, path.read_bytes())
    answer = client.post("/impor/", {"berkas": file, "sebagai": "figures"})
    return 0 if answer.status_code == 302 else 1


if __name__ == "__main__":
    django.setup()
    sys.exit(send(sys.argv[1], Path(sys.argv[2])))
