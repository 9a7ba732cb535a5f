"""The first administrator comes by a link, once."""

import pytest
from django.core.management import CommandError, call_command

from accounts.enums import Act
from accounts.models import AuditEntry
from tests.accounts.people import with_password


def test_the_command_prints_a_link_that_opens_the_page(places, client, capsys, settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://portal.example"]

    call_command("first_admin", email="dewi@kemnaker.example")

    told = capsys.readouterr()
    assert told.out.startswith("https://portal.example/akun/undangan/")
    assert told.err == "Nama pengguna: dewi. Tautan berlaku 24 jam untuk satu kali pakai.\n"
    assert client.get(told.out.strip().removeprefix("https://portal.example")).status_code == 200


def test_the_command_refuses_with_exit_2_once_an_administrator_exists(admin):
    with_password(admin)

    with pytest.raises(CommandError, match="sudah mempunyai administrator") as refused:
        call_command("first_admin", email="dewi@kemnaker.example")

    assert refused.value.returncode == 2
    assert AuditEntry.objects.filter(act=Act.USER_INVITED).count() == 0


def test_the_command_refuses_what_is_no_address_with_exit_2(places):
    with pytest.raises(CommandError) as refused:
        call_command("first_admin", email="dewi")

    assert refused.value.returncode == 2
