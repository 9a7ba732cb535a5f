"""Lines of the log of production."""

import json
import logging
import sys

from accounts.origin import LogLines


def line_of(message: str, *arguments: object, exc_info=None) -> dict[str, str]:
    record = logging.LogRecord("django.request", logging.WARNING, "", 0, message, arguments, exc_info)
    line: dict[str, str] = json.loads(LogLines().format(record))
    return line


def test_a_line_hides_identity_numbers_in_addresses_and_in_errors():
    try:
        raise ValueError("6401 0142 0390 0001")
    except ValueError:
        line = line_of("Not Found: %s", "/wilayah/6401014203900001/", exc_info=sys.exc_info())

    assert line["message"] == "Not Found: /wilayah/6401********0001/"
    assert line["error"].endswith("ValueError: 6401********0001")


def test_a_line_break_in_a_message_forges_no_second_line():
    record = logging.LogRecord("a", logging.INFO, "", 0, "one\ntwo", (), None)

    assert LogLines().format(record).count("\n") == 0
