"""Imports of December 2023 at Paser, while the edition of that data year is open."""

from accounts.abilities import Role
from accounts.models import AuditEntry, User
from coverage.actions.uploads.applying import apply_upload, ask_to_apply
from coverage.jobs import waiting, work_on
from coverage.models import Figure, SecondRequest, Upload
from coverage.queries.uploads.page import seal_of
from tests.coverage.uploads import BUSUI, a_template, sent
from tests.factories import A_MOMENT, a_person

DECEMBER = 202312
EDITION = "Paritrana, data 2023"
WHY = "Angkanya tidak sama dengan sumbernya"


def december(code: str, enrolled: object) -> list[object]:
    """Return a row of the portal's own format, December 2023."""
    return [code, "", "2023-12", "petani", "apbd_kab", enrolled]


def a_batch(by: User, enrolled: int = 12, **more) -> Upload:
    """Return a previewed upload that would set one cell of December 2023."""
    return sent(a_template(december(BUSUI, enrolled)), by, **more)


def a_colleague(region, username: str = "rina") -> User:
    return a_person(username, Role.ENTERER, region)


def asked(upload: Upload) -> SecondRequest:
    """Let its sender ask for it to be applied, and return the request that then waits."""
    ask_to_apply(upload=upload, seen=seal_of(upload), partly=False, by=upload.by, at=A_MOMENT)
    return SecondRequest.objects.get(upload=upload, state="asked")


def written(by: User, sender: User) -> Upload:
    """Return a batch of `sender` that `by` applied: two people, so nobody else is asked."""
    upload = a_batch(sender)
    apply_upload(upload=upload, partly=False, by=by, at=A_MOMENT)
    return Upload.objects.get(pk=upload.pk)


def worked(upload: Upload) -> Upload:
    """Let the worker do what waits, and return the upload as it then stands."""
    for number in waiting(A_MOMENT).values_list("pk", flat=True):
        work_on.call(number)
    return Upload.objects.get(pk=upload.pk)


def figures() -> dict[str, int | None]:
    return dict(Figure.objects.filter(month=DECEMBER).values_list("region__code", "enrolled"))


def states() -> list[tuple[str, str, str | None]]:
    """Return act, state and who answered of each request."""
    rows = SecondRequest.objects.order_by("pk").values_list("act", "state", "answered_by__username")
    return list(rows)


def trail(upload: Upload) -> list[tuple[str, str]]:
    """Return act and person of the entries of an upload about second people, in order."""
    rows = AuditEntry.objects.filter(subject=f"upload:{upload.pk}", act__startswith="second_").order_by("sequence")
    return list(rows.values_list("act", "user_name"))
