"""One way to write each thing as JSON, so that digests mean something, and the strict way back. Pure.

UTF-8, sorted keys, no blanks, a line end; numbers that are computed with are text ("87.5", never 8.75E1).
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from types import NoneType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

NUMBER = re.compile(r"-?[0-9]{1,20}(\.[0-9]{1,50})?")

MOST_VALUES = 1_000_000
"""Of one text. A national round has some hundred thousand; a hostile text of 16 MB could ask for gigabytes."""

MOST_INTEGER = 1_000_000_000

Found = TypeVar("Found")


def canonical(thing: object) -> bytes:
    """Return the one text of a thing."""
    text = json.dumps(jsonable(thing), sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return f"{text}\n".encode()


def jsonable(thing: Any) -> Any:
    """Return dataclasses, named tuples, mappings, rows and numbers as what JSON knows."""
    if thing is None or isinstance(thing, str | int):
        return thing
    if isinstance(thing, Decimal):
        return text_of(thing)
    if is_dataclass(thing):
        return {one.name: jsonable(getattr(thing, one.name)) for one in fields(thing)}
    if isinstance(thing, tuple) and hasattr(thing, "_asdict"):
        return {name: jsonable(one) for name, one in thing._asdict().items()}
    if isinstance(thing, Mapping):
        return {str(key): jsonable(one) for key, one in thing.items()}
    if isinstance(thing, Iterable):
        return [jsonable(one) for one in thing]
    raise TypeError(thing)


def text_of(number: Decimal) -> str:
    """Return the one way to write a number: "87.5", without zeros at its end. Refuse what could not be read back."""
    text = format(number, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    text = "0" if text == "-0" else text
    if not NUMBER.fullmatch(text):
        raise ValueError(text)
    return text


def number_of(text: Any) -> Decimal:
    """Return the number that a text tells, or raise ValueError."""
    if not isinstance(text, str) or not NUMBER.fullmatch(text):
        raise ValueError(text)
    return Decimal(text)


def plain(text: bytes) -> Any:
    """Return what JSON says, or raise ValueError: also for a key that stands twice, NaN and floats, which we never
    write, and for what is nested too deep or too crowded to be read.
    """
    if text.count(b",") + text.count(b"[") + text.count(b"{") > MOST_VALUES:
        raise ValueError(len(text))
    try:
        return json.loads(text, object_pairs_hook=once, parse_constant=refused, parse_float=refused)
    except RecursionError as error:
        raise ValueError from error


def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object whose keys all stand once; readers disagree about which of two holds."""
    found = dict(pairs)
    if len(found) < len(pairs):
        raise ValueError(len(pairs))
    return found


def refused(number: str) -> Any:
    raise ValueError(number[:20])


def typed(kind: type[Found], found: Any, *, fills: bool = False) -> Found:
    """Return what JSON says as `kind`: all of its fields and no other, each of its own type; or raise ValueError.

    `fills`: what is not told takes its default, as in our own store, which keeps what older versions wrote; TypeError
    is raised for what has none.
    """
    return typed_as(kind, found, fills)  # type: ignore[no-any-return]


def typed_as(kind: Any, found: Any, fills: bool) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if NoneType in inner:
        return None if found is None else typed_as(inner[0], found, fills)
    if kind is Decimal:
        return number_of(found)
    if origin is tuple and isinstance(found, list):
        return tuple(typed_as(inner[0], one, fills) for one in found)
    if origin in (dict, Mapping) and isinstance(found, dict):
        return {typed_as(inner[0], key, fills): typed_as(inner[1], one, fills) for key, one in found.items()}
    if isinstance(kind, type) and is_dataclass(kind) and isinstance(found, dict):
        hints = hints_of(kind)
        if set(found) - set(hints) or (not fills and set(hints) != set(found)):
            raise ValueError(sorted(found))
        return kind(**{name: typed_as(hints[name], one, fills) for name, one in found.items()})
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(found)
    if kind is int and type(found) is int and abs(found) > MOST_INTEGER:
        raise ValueError("int")
    if kind in (str, int, bool) and type(found) is kind:
        str(found).encode()  # half a pair of surrogates could be read and never written
        return found
    raise ValueError(found)


@cache
def hints_of(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
