"""Tables that only grow."""

from typing import Any, ClassVar, NoReturn

from django.db import models

from accounts.errors import AppendOnly


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Rows that can be added and read, and neither changed nor deleted; raise AppendOnly on the attempt.

    The database refuses too (`accounts.guards`); this says so before the statement is sent.
    """

    def update(self, **fields: Any) -> NoReturn:
        raise AppendOnly(self.model._meta.db_table)

    def delete(self) -> NoReturn:
        raise AppendOnly(self.model._meta.db_table)

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly(self.model._meta.db_table)


class AppendOnlyModel(models.Model):
    """A row that is written once. The one place where `save` is overridden: it stores nothing else, it only refuses."""

    objects: ClassVar[models.Manager[Any]] = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly(self._meta.db_table)
        kwargs["force_insert"] = True
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly(self._meta.db_table)
