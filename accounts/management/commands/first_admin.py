"""Print a one-use link for the first administrator."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import timezone

from accounts import access
from accounts.actions.users import invite_first_administrator
from accounts.errors import AccountsError


class Command(BaseCommand):
    help = "Prints a link, valid for 24 hours and one use, for the first administrator; refused once one exists."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", required=True, help="address of the administrator; its first part is the name")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        try:
            validate_email(email)
            invited = invite_first_administrator(email=email, at=timezone.now())
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=2) from error
        except AccountsError as error:
            raise CommandError(error.message, returncode=2) from error
        self.stdout.write(access.own_address(reverse("invitation", args=[invited.token])))
        self.stderr.write(f"Nama pengguna: {invited.user.username}. Tautan berlaku 24 jam untuk satu kali pakai.")
