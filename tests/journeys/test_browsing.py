"""The browser of the journeys hears what it is there to hear."""

import pytest

from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser


def test_a_breach_of_the_content_policy_is_heard(visit: Visit):
    visitor = visit()
    page = visitor.open("/metode/")

    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.wait_for_timeout(100)
    heard, visitor.troubles = visitor.troubles, []

    assert [trouble for trouble in heard if "Content Security Policy" in trouble] != []


def test_an_answer_that_nobody_expected_is_heard(visit: Visit):
    visitor = visit()
    page = visitor.open("/metode/")

    page.goto(f"{visitor.address}/tidak-ada/")
    heard, visitor.troubles = visitor.troubles, []

    assert heard == [f"404: {visitor.address}/tidak-ada/"]


def test_a_picture_without_words_is_a_barrier(visit: Visit):
    visitor = visit()
    page = visitor.open("/metode/")

    page.evaluate("document.querySelector('main').append(document.createElement('img'))")

    assert [barrier for barrier in visitor.barriers() if barrier.startswith("image-alt")] != []
