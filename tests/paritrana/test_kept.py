"""Kept pages: handed out in their version alone, bounded in bytes, rendered once for all who ask at once."""

import gzip
import threading

import pytest

from paritrana.kept import KeptPage, KeptPages, kept_page


def a_page(version: int, text: str = "isi") -> KeptPage:
    return kept_page(version, text.encode(), (("Content-Type", "text/html"),))


def test_a_page_is_rendered_once_for_each_version():
    pages, rendered = KeptPages(1_000_000), []

    def look(version: int) -> bytes:
        def render() -> KeptPage:
            rendered.append(version)
            return a_page(version, f"versi {version}")

        return pages.page("/peringkat/", version, render).body

    assert [look(version) for version in (1, 1, 2, 2, 1)] == [
        b"versi 1",
        b"versi 1",
        b"versi 2",
        b"versi 2",
        b"versi 1",
    ]
    assert rendered == [1, 2, 1]


def test_the_tag_tells_the_bytes_and_nothing_else():
    assert a_page(1).tag == a_page(2).tag != a_page(1, "lain").tag
    assert gzip.decompress(a_page(1).packed) == b"isi"


def test_what_was_not_asked_for_longest_goes_first_and_the_room_is_kept():
    one = a_page(1, "a" * 1000)
    pages = KeptPages(one.size * 4)
    for key in "abcd":
        pages.page(key, 1, lambda: one)
    pages.page("a", 1, pytest.fail)
    pages.page("e", 1, lambda: one)

    assert list(pages.pages) == ["c", "d", "a", "e"]
    assert pages.held == sum(page.size for page in pages.pages.values()) <= pages.most


def test_a_page_that_would_take_all_room_is_handed_out_and_not_kept():
    pages, large = KeptPages(1000), a_page(1, "".join(chr(0x4E00 + number) for number in range(900)))

    assert pages.page("a", 1, lambda: large) is large
    assert (dict(pages.pages), pages.held) == ({}, 0)


def test_what_cannot_be_kept_is_asked_for_again():
    pages, asked = KeptPages(1000), []

    assert [pages.page("a", 1, lambda: asked.append(1)) for _ in range(2)] == [None, None]
    assert len(asked) == 2


def test_a_failure_leaves_the_address_free():
    pages = KeptPages(1000)
    with pytest.raises(ZeroDivisionError):
        pages.page("a", 1, lambda: 1 // 0)

    assert pages.page("a", 1, lambda: a_page(1)) == a_page(1)


def test_of_many_who_ask_at_once_one_renders():
    pages, begun, rendered = KeptPages(1_000_000), threading.Barrier(8), []

    def render() -> KeptPage:
        rendered.append(1)
        threading.Event().wait(0.05)  # long enough for all others to arrive
        return a_page(1)

    def ask() -> None:
        begun.wait()
        pages.page("a", 1, render)

    asking = [threading.Thread(target=ask) for _ in range(8)]
    for one in asking:
        one.start()
    for one in asking:
        one.join()

    assert len(rendered) == 1
