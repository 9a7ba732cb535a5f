"""The people of the demonstration. Refused in production: nobody may know a password that is printed in a manual."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts import access
from accounts.abilities import Role
from accounts.actions import audit
from accounts.actions.assignments import grant_role
from accounts.enums import Act
from accounts.models import Assignment, User
from accounts.queries.demonstration import demonstration_stands
from regions.enums import Level
from regions.models import Region

PASSWORD = "Peragaan-2026!"  # noqa: S105 - the demonstration's own, told to everybody
"""Of all demonstration accounts that can sign in."""

NATION, PROVINCE = "ID", "64"
SLUGS = {
    "64.01": "paser", "64.02": "kukar", "64.03": "berau", "64.07": "kubar", "64.08": "kutim",
    "64.09": "ppu", "64.11": "mahulu", "64.71": "balikpapan", "64.72": "samarinda", "64.74": "bontang",
}  # fmt: skip


@dataclass(frozen=True)
class Actor:
    """A demonstration account: without `signs_in` it stands only as the author of invented history."""

    username: str
    name: str
    role: Role
    region: str
    signs_in: bool = True


def cast() -> list[Actor]:
    """Return all demonstration accounts but the administrator."""
    province = "Kaltim"
    actors = [
        Actor("petugas2.paser", "Petugas 2 Paser", Role.ENTERER, "64.01"),
        *(Actor(f"provinsi{n}.kaltim", f"Verifikator{n and ' ' + n} {province}", Role.PROVINCE, PROVINCE)
          for n in ("", "2")),
        *(Actor(f"juri{n}.kaltim", f"Juri {n} {province}", Role.PROVINCIAL_JUROR, PROVINCE) for n in range(1, 10)),
        Actor("sekretaris.kaltim", f"Sekretaris {province}", Role.SECRETARY, PROVINCE),
        *(Actor(f"juri{n}.nasional", f"Juri {n} Nasional", Role.NATIONAL_JUROR, NATION) for n in range(1, 6)),
        Actor("sekretaris.nasional", "Sekretaris Nasional", Role.SECRETARY, NATION),
        Actor("importir.bpjs", "Pengimpor BPJS", Role.IMPORTER, PROVINCE),
        Actor("petugas.kaltim", "Petugas Kaltim", Role.ENTERER, PROVINCE, signs_in=False),
        Actor("kepala.kaltim", "Kepala Kaltim", Role.HEAD, PROVINCE, signs_in=False),
    ]  # fmt: skip
    for code, slug in SLUGS.items():
        place, signs_in = slug.title(), slug in ("paser", "kutim")
        actors += [
            Actor(f"petugas.{slug}", f"Petugas {place}", Role.ENTERER, code, signs_in),
            Actor(f"pemeriksa.{slug}", f"Pemeriksa {place}", Role.CHECKER, code, signs_in),
            Actor(f"kepala.{slug}", f"Kepala {place}", Role.HEAD, code, signs_in),
        ]
    return actors


def record_demonstration(*, at: datetime) -> None:
    """Leave a mark in the trail that this installation holds the demonstration; production refuses to start on it."""
    if not demonstration_stands():
        audit.record(by=None, act=Act.DEMONSTRATION_LOADED, at=at)


@transaction.atomic
def lay_people(*, at: datetime) -> dict[str, User]:
    """Store the administrator and the cast where they are missing; return them by username."""
    regions = {region.code: region for region in Region.objects.filter(level__lte=Level.REGENCY)}
    admin = administrator(regions[NATION], at)
    people = {"admin": admin}
    actors = cast()
    people |= {user.username: user for user in User.objects.filter(username__in=[actor.username for actor in actors])}
    for actor in actors:
        if actor.username not in people:
            user = User(username=actor.username, name=actor.name, joined_at=at)
            user.set_unusable_password()
            if actor.signs_in:
                user.password = admin.password  # the same that everybody knows: hashed once, not thirty times
            user.save()
            grant_role(user=user, role=actor.role, region=regions[actor.region], by=people["admin"], at=at)
            people[actor.username] = user
    return people


def administrator(nation: Region, at: datetime) -> User:
    """Return the demonstration's administrator, made on first call."""
    found = User.objects.filter(username="admin").first()
    if found:
        return found
    user = User.objects.create_user("admin", PASSWORD, name="Administrator", joined_at=at)
    Assignment.objects.create(user=user, role=Role.ADMINISTRATOR, region=nation, since=access.day_of(at), granted_at=at)
    audit.record(by=None, act=Act.ROLE_GRANTED, at=at, region_code=nation.code, subject="user:admin", new={"role": "D"})
    return user
