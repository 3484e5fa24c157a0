"""The simulated town: builds the world behind the API, and the sources that have no API."""

from datetime import datetime, timedelta

from collectors.simulator.clock import SimulatedClock
from collectors.simulator.config import SimulatorConfig
from collectors.simulator.town_files import group_csv, register_csv
from collectors.simulator.town_items import add_public_items
from collectors.simulator.town_posts import add_own_posts
from collectors.simulator.town_story import PAGE
from collectors.simulator.world import World

__all__ = ["build_world", "group_csv", "register_csv", "weeks_of"]


def build_world(config: SimulatorConfig, clock: SimulatedClock) -> World:
    """The town at its start: `weeks` of history, and the public's words of `weeks_ahead` still to come.

    What lies ahead appears as the clock passes it. Same seed and start, same town.
    """
    world = World(PAGE, clock)
    weeks = weeks_of(config)
    add_own_posts(world, config, weeks)
    add_public_items(world, config, weeks)
    return world


def weeks_of(config: SimulatorConfig) -> list[datetime]:
    """The beginning of each week, 7 days apart, so that week `weeks` begins at the start of the clock."""
    start = config.beginning()
    return [start + timedelta(weeks=n) for n in range(-config.weeks, config.weeks_ahead)]
