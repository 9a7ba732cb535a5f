"""The uploads of a person and of colleagues, as one list: newest first."""

from dataclasses import dataclass

from django.db.models import QuerySet

from coverage.enums import UploadState, UploadUse
from coverage.models import Upload
from coverage.queries.uploads.told import total_of
from paritrana.paging import ON_A_PAGE, Page, pages_for

OVER = (UploadState.REJECTED, UploadState.CANCELLED, UploadState.UNDONE)


@dataclass(frozen=True)
class ListedUpload:
    """One upload with the counts of all its sheets: what its preview says, or what it wrote."""

    upload: Upload
    counts: dict[str, int]

    @property
    def is_comparison(self) -> bool:
        return self.upload.use == UploadUse.COMPARISON

    @property
    def has_counts(self) -> bool:
        """Whether anything was counted: not before it is read, nor of what could not be read."""
        return bool(self.counts["read"])

    @property
    def is_over(self) -> bool:
        """Whether it wrote nothing that still holds, and never will."""
        return self.upload.state in OVER


def listed_uploads(uploads: QuerySet[Upload], number: int, total: int) -> Page[ListedUpload]:
    """Return a page of the uploads, of which there are `total`; one query."""
    first = (number - 1) * ON_A_PAGE
    rows = (
        uploads.defer("original", "counted", "given", "answers")
        .select_related("by")
        .order_by("-sent_at", "-pk")[first : first + ON_A_PAGE]
    )
    return Page(tuple(ListedUpload(row, total_of(row)) for row in rows), number, pages_for(total), total)
