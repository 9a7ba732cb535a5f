"""Where an act comes from, known for the length of a request to the audit trail and to the log. Knows no database."""

import json
import logging
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime

from accounts.identity import masked


@dataclass(frozen=True)
class Origin:
    """From where a request came: the client's address and the id that its answer and its log lines carry."""

    address: str = ""
    request_id: str = ""


NOWHERE = Origin()
current_origin: ContextVar[Origin] = ContextVar("current_origin", default=NOWHERE)
"""Set by the middleware for the length of a request; commands leave it empty."""


class LogLines(logging.Formatter):
    """One JSON object a line, in UTC, with the request's id; a line break in a message cannot forge a second line.

    An address or a message may hold what someone typed: identity numbers in it are masked.
    """

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request": current_origin.get().request_id,
            "message": masked(record.getMessage()),
        }
        if record.exc_info:
            line["error"] = masked(self.formatException(record.exc_info))
        return json.dumps(line, ensure_ascii=False)
