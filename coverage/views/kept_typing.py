"""What someone typed into the form of the grid after the session had ended: kept over the sign-in for that person.

It lies in the session of the browser, which has nobody signed in then and is kept when somebody does.
"""

from datetime import timedelta
from typing import cast

from django.contrib.auth.views import redirect_to_login
from django.core import signing
from django.http import HttpRequest, HttpResponse

from accounts.identity import holds_identity
from accounts.models import User
from coverage.views.entry_form import Typed, typed_in

KEPT = "typed figures"
FIELD = "pengisi"
SALT = "coverage.entry"
COUNTS_FOR = timedelta(days=7)
"""How long a page may lie open; longer, and who left the office could fill the table of sessions unseen."""


def signature_of(user: User) -> str:
    """Return the hidden text by which a form tells whose it was; nobody else can make one."""
    return signing.dumps(user.pk, salt=SALT)


def signed_out(request: HttpRequest) -> HttpResponse:
    """Send to the sign-in page, and back afterwards; what a form of ours says is kept until then, but no NIK."""
    if request.method == "POST":
        typed = typed_in(request.POST)
        owner, shown = owner_of(request.POST.get(FIELD, "")), {one: typed.shown.get(one, "0:") for one in typed.texts}
        changed = {
            one: text
            for one, text in typed.texts.items()
            if text != shown[one].partition(":")[2] and not any(map(holds_identity, (one, text, shown[one])))
        }
        if owner is not None and changed:
            shown = {one: shown[one] for one in changed}
            request.session[KEPT] = {"owner": owner, "path": request.path, "texts": changed, "shown": shown}
    return redirect_to_login(request.get_full_path())


def owner_of(signature: str) -> int | None:
    """Return whose form it was; None for a signature that is not ours or old, and for who is let in no more."""
    try:
        owner: int = signing.loads(signature, salt=SALT, max_age=COUNTS_FOR)
    except signing.BadSignature:
        return None
    return owner if User.objects.filter(pk=owner, is_active=True).exists() else None


def taken_back(request: HttpRequest) -> Typed | None:
    """Return what this person typed on this page before the sign-in, once; nobody else's is shown."""
    kept = request.session.get(KEPT)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[KEPT]
    if kept["owner"] != cast(User, request.user).pk:
        return None
    return Typed(kept["texts"], kept["shown"])
