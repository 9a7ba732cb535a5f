"""Who has read marks of others in a round, whatever he may read now: what was read is not forgotten."""

from django.db.models import Q

from accounts.enums import Act
from accounts.models import AuditEntry, User
from awards.models import Round


def has_read_marks(user: User, round_: Round) -> bool:
    """Tell whether the trail says that `user` read marks of others in a round, or an order that is made of them."""
    about = Q(subject=f"round:{round_.pk}") | Q(subject__startswith=f"ranking:{round_.pk}/")
    read = AuditEntry.objects.filter(about, act=Act.MARKS_READ, user_id_then=user.pk)
    return read.filter(region_code__in=("", round_.region.code)).exists()
