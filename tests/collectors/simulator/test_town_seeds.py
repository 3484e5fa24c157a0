from datetime import UTC, datetime

import pytest

from collectors.simulator.clock import SimulatedClock
from collectors.simulator.config import SimulatorConfig
from collectors.simulator.town import build_world


@pytest.mark.parametrize("seed", range(1, 25))
def test_every_seed_makes_a_town(seed):
    start = datetime(2026, 11, 2 + seed, 3, tzinfo=UTC)
    world = build_world(
        SimulatorConfig(seed=seed, start=start, weeks=2, weeks_ahead=0), SimulatedClock(start)
    )
    assert len(world.posts) > 5
