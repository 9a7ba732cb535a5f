"""Tell kept pages that an act may have changed them."""

from accounts.models import PublicVersion
from accounts.public_acts import scopes


def mark(region_code: str, sequence: int) -> None:
    """Note an act on a region, by its number in the trail; it becomes known when the transaction of the act ends."""
    codes = scopes(region_code)
    PublicVersion.objects.bulk_create(
        [PublicVersion(code=code, within=sequence) for code in codes[:-1]],
        update_conflicts=True, unique_fields=["code"], update_fields=["within"],
    )  # fmt: skip
    PublicVersion.objects.bulk_create(
        [PublicVersion(code=codes[-1], here=sequence, within=sequence)],
        update_conflicts=True, unique_fields=["code"], update_fields=["here", "within"],
    )  # fmt: skip
