"""What one call sees: the world at this moment, through its token and through the faults in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from collectors.simulator.config import SimulatorConfig
from collectors.simulator.exchange import Call
from collectors.simulator.fields import Field, write
from collectors.simulator.paging import Asked
from collectors.simulator.records import Comment, Person, Post
from collectors.simulator.tokens import Token
from collectors.simulator.world import World


@dataclass(frozen=True)
class View:
    """Handed to everything that renders. `quirks` are the names of faults that change how lists look."""

    world: World
    call: Call
    token: Token
    config: SimulatorConfig
    quirks: frozenset[str] = frozenset()
    reduce_above: int | None = None

    @property
    def now(self) -> datetime:
        """The simulated moment."""
        return self.world.now()

    @property
    def names_visible(self) -> bool:
        """Whether ordinary people's names and ids are shown."""
        return "names_visible" in self.quirks

    def asked(self, path: str, long_cursors: bool = False) -> Asked:
        """The page that the call itself asks of an edge; faults that bend lists apply here only."""
        return Asked(self.call, path, self.call.params, long_cursors, self.quirks)

    def nested(self, path: str, field: Field) -> Asked:
        """The page that a nested field asks of an edge."""
        params: dict[str, str] = dict(field.params)
        if field.fields is not None:
            params["fields"] = write(field.fields)
        return Asked(self.call, path, params)

    def shows(self, author: Person | None) -> bool:
        """The Page's own name is always shown, others' only to those with a role that allows it."""
        return author is None or self.names_visible


def author_of(view: View, node: Post | Comment) -> Mapping[str, Any] | None:
    """The field `from`, or None where it is withheld."""
    if not view.shows(node.author):
        return None
    if node.author is None:
        return {"name": view.world.page.name, "id": view.world.page.id}
    return {"name": node.author.name, "id": node.author.id}
