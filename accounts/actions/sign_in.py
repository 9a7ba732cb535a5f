"""Keep guesses of passwords few, without letting a stranger shut a person out.

Every try is counted in the database before the password is looked at, so that hundreds of guesses at once get no more
than the limit; a right password takes its own try back. Three limits, after the advice of OWASP and NIST SP 800-63B:

- 5 wrong tries of one name from one address: that pair waits 15 minutes, even with the right password.
- 20 wrong tries of one name from anywhere in 24 hours: the name waits a little longer after each further one, up to
  15 minutes. Who has a second factor does not wait, nor an address from which the person signed in before.
- 100 wrong tries from one address in an hour: the address is answered "too many requests" until the hour is over.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from allauth.mfa.models import Authenticator
from django.db import transaction
from django.utils.crypto import salted_hmac

from accounts.actions import audit
from accounts.enums import Act
from accounts.models import SignInTries

Scope = SignInTries.Scope

PAIR_LIMIT, PAIR_REST = 5, timedelta(minutes=15)
NAME_LIMIT, NAME_WINDOW, LONGEST_WAIT = 20, timedelta(hours=24), timedelta(minutes=15)
ADDRESS_LIMIT, ADDRESS_WINDOW = 100, timedelta(hours=1)
KNOWN_FOR = timedelta(days=90)
TOKEN_WINDOW = timedelta(minutes=15)


class Answer(Enum):
    """What becomes of a try: it goes on, it is refused like a wrong password, or its address has to stop."""

    OPEN = "open"
    HELD = "held"
    FLOOD = "flood"


@dataclass(frozen=True)
class Try:
    """One sign-in from one address; names are compared as they are stored, in small letters."""

    username: str
    address: str

    def digest(self, scope: SignInTries.Scope) -> str:
        told = {Scope.NAME: (self.username,), Scope.ADDRESS: (self.address,)}.get(scope, (self.username, self.address))
        return salted_hmac("sign-in tries", "\n".join(told), algorithm="sha256").hexdigest()


def counted(attempt: Try, scope: SignInTries.Scope, at: datetime) -> SignInTries:
    """Return the locked count of `scope`, begun anew where its time is over."""
    row, _ = SignInTries.objects.select_for_update().get_or_create(
        scope=scope, digest=attempt.digest(scope), defaults={"since": at, "last_at": at}
    )
    over = {
        Scope.PAIR: at - row.last_at >= PAIR_REST,
        Scope.NAME: at - row.since >= NAME_WINDOW,
        Scope.ADDRESS: at - row.since >= ADDRESS_WINDOW,
        Scope.TOKEN: at - row.since >= TOKEN_WINDOW,
    }
    if over[scope]:
        row.tries, row.since, row.last_at = 0, at, at
    return row


def wait_of(tries: int) -> timedelta:
    """Return how long a name waits after so many wrong tries in a day: nothing, then 2 seconds, 4, 8 … 15 minutes."""
    if tries < NAME_LIMIT:
        return timedelta(0)
    return min(timedelta(seconds=2 ** min(tries - NAME_LIMIT + 1, 20)), LONGEST_WAIT)


def waits(attempt: Try, name: SignInTries, at: datetime) -> bool:
    """Tell whether the name has to wait for this address; the person itself, known here or by a code, never has to."""
    wait = wait_of(name.tries)
    if not wait or at - name.last_at >= wait:  # `last_at` may be later than `at`: requests overtake each other
        return False
    known = SignInTries.objects.filter(
        scope=Scope.KNOWN, digest=attempt.digest(Scope.KNOWN), last_at__gt=at - KNOWN_FOR
    )
    if known.exists():
        return False
    return not Authenticator.objects.filter(user__username=attempt.username, type=Authenticator.Type.TOTP).exists()


@transaction.atomic
def take_try(*, attempt: Try, at: datetime) -> Answer:
    """Count one try and tell whether its password may be looked at; a refused one is not counted."""
    address = counted(attempt, Scope.ADDRESS, at)  # always in this order, so that two tries cannot wait for each other
    name = counted(attempt, Scope.NAME, at)
    pair = counted(attempt, Scope.PAIR, at)
    if address.tries >= ADDRESS_LIMIT:
        return Answer.FLOOD
    if pair.tries >= PAIR_LIMIT or waits(attempt, name, at):
        return Answer.HELD
    for row in (address, name, pair):
        row.tries += 1
        row.last_at = max(at, row.last_at)
        row.save(update_fields=["tries", "since", "last_at"])
    if address.tries == ADDRESS_LIMIT:
        audit.record(by=None, act=Act.LOCKED_OUT, at=at, subject="address", new={"tries": ADDRESS_LIMIT})
    return Answer.OPEN


@transaction.atomic
def take_back(*, attempt: Try, at: datetime) -> None:
    """Forget a try whose password was right: the pair starts afresh, name and address get this one try back."""
    for scope in (Scope.ADDRESS, Scope.NAME, Scope.PAIR):
        row = counted(attempt, scope, at)
        row.tries = 0 if scope == Scope.PAIR else max(row.tries - 1, 0)
        row.save(update_fields=["tries", "since", "last_at"])


@transaction.atomic
def remember_address(*, attempt: Try, at: datetime) -> None:
    """Note that the person signed in fully from this address, and let go of counts that say nothing any more."""
    SignInTries.objects.filter(last_at__lt=at - NAME_WINDOW).exclude(scope=Scope.KNOWN).delete()
    SignInTries.objects.filter(scope=Scope.KNOWN, last_at__lt=at - KNOWN_FOR).delete()
    SignInTries.objects.update_or_create(
        scope=Scope.KNOWN,
        digest=attempt.digest(Scope.KNOWN),
        defaults={"last_at": at},
        create_defaults={"since": at, "last_at": at},
    )
