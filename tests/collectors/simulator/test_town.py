from datetime import UTC, datetime, timedelta

import pytest

from collectors.simulator.config import SimulatorConfig
from collectors.simulator.server import serve


@pytest.mark.parametrize("seed", range(12))
def test_a_town_can_be_built_from_any_seed_and_hour(seed: int) -> None:
    start = datetime(2026, 11, 22, 3, tzinfo=UTC) + timedelta(hours=7 * seed)
    with serve(SimulatorConfig(seed=seed, start=start, weeks=16)) as town:
        assert len(town.graph.world.posts) > 20


def test_a_history_too_short_for_the_stories_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 2 weeks"):
        SimulatorConfig(weeks=1)
