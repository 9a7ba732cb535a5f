"""The people of the demonstration. Refused in production: nobody may know a password that is printed in a manual."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

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

NATION, PROVINCE, NEIGHBOUR = "ID", "64", "63"
PROVINCES = {PROVINCE: "kaltim", NEIGHBOUR: "kalsel"}
SLUGS = {
    "64.01": "paser", "64.02": "kukar", "64.03": "berau", "64.07": "kubar", "64.08": "kutim",
    "64.09": "ppu", "64.11": "mahulu", "64.71": "balikpapan", "64.72": "samarinda", "64.74": "bontang",
}  # fmt: skip
"""The regencies of Kalimantan Timur that report in the demonstration."""
NEIGHBOURS = {"63.09": "tabalong", "63.11": "balangan"}
"""Two of Kalimantan Selatan, so that winners of more than one province meet."""
SINCE = date(2022, 1, 1)
"""From when offices are held: before the first year by whose figures the demonstration judges."""
FORMER_OFFICE = ("juri3.kaltim", Role.ENTERER, "64.01", date(2023, 6, 30))
"""A juror who entered Paser's figures in the judged year: the portal finds that conflict in its own records."""


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
        *(Actor(f"sekretaris{n}.kaltim", f"Sekretaris{n and ' ' + n} {province}", Role.SECRETARY, PROVINCE)
          for n in ("", "2")),
        *(Actor(f"juri{n}.nasional", f"Juri {n} Nasional", Role.NATIONAL_JUROR, NATION) for n in range(1, 6)),
        *(Actor(f"sekretaris{n}.nasional", f"Sekretaris{n and ' ' + n} Nasional", Role.SECRETARY, NATION)
          for n in ("", "2")),
        Actor("importir.bpjs", "Pengimpor BPJS", Role.IMPORTER, PROVINCE),
        Actor("petugas.kaltim", "Petugas Kaltim", Role.ENTERER, PROVINCE, signs_in=False),
        Actor("kepala.kaltim", "Kepala Kaltim", Role.HEAD, PROVINCE, signs_in=False),
        Actor("provinsi.kalsel", "Verifikator Kalsel", Role.PROVINCE, NEIGHBOUR, signs_in=False),
        Actor("sekretaris.kalsel", "Sekretaris Kalsel", Role.SECRETARY, NEIGHBOUR, signs_in=False),
        *(Actor(f"juri{n}.kalsel", f"Juri {n} Kalsel", Role.PROVINCIAL_JUROR, NEIGHBOUR, signs_in=False)
          for n in range(1, 4)),
    ]  # fmt: skip
    for code, slug in (SLUGS | NEIGHBOURS).items():
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
            grant_role(user=user, role=actor.role, region=regions[actor.region], by=admin, at=at, since=SINCE)
            people[actor.username] = user
            if actor.username == FORMER_OFFICE[0]:
                _, role, code, until = FORMER_OFFICE
                grant_role(user=user, role=role, region=regions[code], by=admin, at=at, since=SINCE, until=until)
    return people


def administrator(nation: Region, at: datetime) -> User:
    """Return the demonstration's administrator, made on first call."""
    found = User.objects.filter(username="admin").first()
    if found:
        return found
    user = User.objects.create_user("admin", PASSWORD, name="Administrator", joined_at=at)
    Assignment.objects.create(user=user, role=Role.ADMINISTRATOR, region=nation, since=SINCE, granted_at=at)
    audit.record(by=None, act=Act.ROLE_GRANTED, at=at, region_code=nation.code, subject="user:admin", new={"role": "D"})
    return user
