"""Reads the `fields` parameter: names, modifiers in brackets and nested fields in braces."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from collectors.simulator.errors import GraphError

_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
MODIFIERS = frozenset(
    [
        "limit",
        "summary",
        "as",
        "type",
        "filter",
        "order",
        "after",
        "before",
        "since",
        "until",
        "metric",
        "period",
    ]
) | {"breakdown", "date_preset"}


@dataclass(frozen=True)
class Field:
    """One asked field; `fields` is None when nothing was nested, so that defaults apply."""

    name: str
    params: Mapping[str, str] = field(default_factory=dict)
    fields: "tuple[Field, ...] | None" = None

    @property
    def shown_as(self) -> str:
        """The key in the answer."""
        return self.params.get("as", self.name)

    def text(self) -> str:
        """The same field written out again, for addresses of a next page."""
        mods = "".join(f".{key}({value})" for key, value in self.params.items())
        return f"{self.name}{mods}" + ("" if self.fields is None else "{" + write(self.fields) + "}")


def write(fields: tuple[Field, ...]) -> str:
    """Several fields as one parameter value."""
    return ",".join(each.text() for each in fields)


def weight(fields: tuple[Field, ...]) -> int:
    """How many values one row asks for: each leaf counts one."""
    return sum(weight(each.fields) if each.fields else 1 for each in fields)


def parse_fields(text: str) -> tuple[Field, ...]:
    """`a,b.limit(2).as(x){c}` as a tuple of Field; GraphError 2500 when it cannot be read."""
    reader = _Reader(text)
    found = reader.list()
    if reader.at < len(text):
        raise reader.wrong("end of string")
    return found


class _Reader:
    """One pass over the text; `at` is the position of the next letter."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def wrong(self, expected: str) -> GraphError:
        got = self.text[self.at : self.at + 1] or "end of string"
        return GraphError(
            f'Syntax error "Expected {expected} instead of "{got}"." at character {self.at}: {self.text}',
            2500,
        )

    def take(self, letter: str) -> bool:
        self.skip()
        if self.text[self.at : self.at + 1] != letter:
            return False
        self.at += 1
        return True

    def skip(self) -> None:
        while self.text[self.at : self.at + 1].isspace():
            self.at += 1

    def name(self) -> str:
        self.skip()
        found = _NAME.match(self.text, self.at)
        if not found:
            raise self.wrong("name")
        self.at = found.end()
        return found[0]

    def list(self) -> tuple[Field, ...]:
        found: list[Field] = []
        while True:
            self.skip()
            if self.at >= len(self.text) or self.text[self.at] == "}":
                return tuple(found)
            found.append(self.one())
            if not self.take(","):
                return tuple(found)

    def one(self) -> Field:
        name, params, inner = self.name(), dict[str, str](), None
        while True:
            if self.take("."):
                key = self.name()
                if key not in MODIFIERS:
                    raise GraphError(f"Syntax error \"Unknown modifier '{key}'\"", 2500)
                params[key] = self.brackets()
            elif inner is None and self.take("{"):
                inner = self.list()
                if not self.take("}"):
                    raise self.wrong("}")
            else:
                return Field(name, params, inner)

    def brackets(self) -> str:
        if not self.take("("):
            raise self.wrong("(")
        end = self.text.find(")", self.at)
        if end < 0:
            raise self.wrong(")")
        value = self.text[self.at : end].strip().strip("\"'")
        self.at = end + 1
        return value
