"""One list that was asked: which page of it, the fields per row, how rows are rendered, and its summary."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from collectors.simulator.fields import Field
from collectors.simulator.paging import Asked
from collectors.simulator.view import View

Render = Callable[[View, Any, tuple[Field, ...]], dict[str, Any]]


@dataclass(frozen=True)
class Edge:
    """One list asked: which page of it, the fields per row, and how rows are rendered."""

    asked: Asked
    fields: tuple[Field, ...]
    render: Render

    def param(self, name: str) -> str:
        """A parameter as text, empty when absent."""
        return self.asked.params.get(name, "")


def summary_of(edge: Edge, every: Mapping[str, Any]) -> dict[str, Any]:
    """The part `summary`, or nothing where it was not asked."""
    wanted = edge.param("summary")
    if wanted.lower() in ("", "false", "0"):
        return {}
    names = {"total_count"} | set(wanted.split(",")) if "total_count" in wanted else set(every)
    return {"summary": {key: value for key, value in every.items() if key in names}}
