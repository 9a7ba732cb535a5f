"""Rendered pages that are kept in the memory of a worker, each as of a version of what it tells."""

import gzip
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass

Headers = tuple[tuple[str, str], ...]
STRIPES = 64
"""Locks under which pages are rendered: who asks for a page that is being rendered waits for it."""
LEVEL = 6


@dataclass(frozen=True)
class KeptPage:
    """A page as it was rendered: its bytes, the same compressed, its headers, and a tag that only these bytes have."""

    version: Hashable
    body: bytes
    packed: bytes
    headers: Headers
    tag: str

    @property
    def size(self) -> int:
        return len(self.body) + len(self.packed)


def kept_page(version: Hashable, body: bytes, headers: Headers) -> KeptPage:
    """Return a page that can be kept; the tag does not tell which worker rendered it, nor when."""
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:32]}"'
    return KeptPage(version, body, gzip.compress(body, LEVEL, mtime=0), headers, tag)


class KeptPages:
    """Pages by address, as many as fit into `most` bytes; which was not asked for longest goes first.

    A page of an older version is not handed out, and is replaced when its address is asked for again.
    """

    def __init__(self, most: int) -> None:
        self.most, self.held = most, 0
        self.pages: OrderedDict[Hashable, KeptPage] = OrderedDict()
        self.lock = threading.Lock()
        self.stripes = tuple(threading.Lock() for _ in range(STRIPES))

    def page(self, key: Hashable, version: Hashable, rendered: Callable[[], KeptPage | None]) -> KeptPage | None:
        """Return the page of a key, rendered now if it is not kept in this version; None where it cannot be kept.

        Of many who ask at once for one that is not kept, one renders it.
        """
        if found := self.known(key, version):
            return found
        with self.stripes[hash(key) % STRIPES]:
            if found := self.known(key, version):
                return found
            made = rendered()
            if made is not None:
                self.keep(key, made)
            return made

    def known(self, key: Hashable, version: Hashable) -> KeptPage | None:
        with self.lock:
            found = self.pages.get(key)
            if found is None or found.version != version:
                return None
            self.pages.move_to_end(key)
            return found

    def keep(self, key: Hashable, page: KeptPage) -> None:
        """Keep a page in place of an older one; one larger than a quarter of all room is not kept."""
        with self.lock:
            before = self.pages.pop(key, None)
            self.held -= before.size if before else 0
            if page.size * 4 > self.most:
                return
            self.pages[key] = page
            self.held += page.size
            while self.held > self.most:
                _, oldest = self.pages.popitem(last=False)
                self.held -= oldest.size

    def clear(self) -> None:
        with self.lock:
            self.pages.clear()
            self.held = 0
