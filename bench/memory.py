"""The most memory that this process and its children hold together, looked at twenty times a second."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

SECONDS = 0.05


@dataclass
class Memory:
    """`peak` is in megabytes."""

    peak: float = 0.0

    def look(self) -> None:
        children = [name for told in Path("/proc/self/task").glob("*/children") for name in told.read_text().split()]
        held = sum(resident(name) for name in ("self", *children))
        self.peak = max(self.peak, held / 1024)


def resident(process: str) -> int:
    """Return the kilobytes that a process holds; 0 where it has just ended."""
    with suppress(OSError, ValueError, IndexError):
        told = Path(f"/proc/{process}/status").read_text()
        return int(told.partition("VmRSS:")[2].split()[0])
    return 0


@contextmanager
def watched() -> Iterator[Memory]:
    """Give the memory that is held while the block runs."""
    memory, ended = Memory(), threading.Event()

    def watch() -> None:
        while not ended.wait(SECONDS):
            memory.look()

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield memory
    finally:
        ended.set()
        watcher.join()
