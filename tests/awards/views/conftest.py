"""The clock of pages: views read it themselves."""

import pytest

from tests.factories import A_MOMENT


@pytest.fixture
def at_that_moment(time_machine):
    """Let the pages of a test be asked for at A_MOMENT, by which the stages of rounds are laid."""
    time_machine.move_to(A_MOMENT, tick=False)
