"""What can be refused about accounts and rights, each with a sentence for the user."""

from django.utils.translation import gettext as _


class AccountsError(Exception):
    """A refusal; `message` is what the screen says."""

    @property
    def message(self) -> str:
        raise NotImplementedError


class RightMissing(AccountsError):
    """The person holds no role that allows the act at this region."""

    def __init__(self, region_name: str) -> None:
        self.region_name = region_name
        super().__init__(region_name)

    @property
    def message(self) -> str:
        return _(
            "Peran Anda tidak mencakup tindakan ini di %(region)s. Tidak ada yang berubah. "
            "Hubungi pengesah atau administrator wilayah itu."
        ) % {"region": self.region_name}
