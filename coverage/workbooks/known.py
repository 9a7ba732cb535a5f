"""The process that reads an upload again whose surveys were kept: it passed all limits, and its values alone are taken.

`python -m coverage.workbooks.known ENDING LIMITS SURVEYS` tells it as `coverage.workbooks.child` does. It loads nothing
of what looks at a file for the first time, which would take longer than many a file.
"""

import json
import sys
from collections.abc import Iterator
from typing import BinaryIO

from coverage.workbooks.limits import Limits
from coverage.workbooks.serving import Source, messages_of, serve
from coverage.workbooks.survey import taken_over
from coverage.workbooks.values import Values


def messages(file: BinaryIO, ending: str, limits: Limits) -> Iterator[bytes]:
    """Yield the messages that tell a file by the surveys of an earlier reading; raise Refused."""
    surveys = taken_over(json.loads(sys.argv[3]))
    values = Values(file, surveys)
    yield from messages_of(Source("xlsx", surveys, lambda number: values.rows(surveys[number], exact=True)))


if __name__ == "__main__":
    sys.exit(serve(messages))
