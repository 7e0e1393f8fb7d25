"""The example houses as data: who works there and what was told."""

from dataclasses import dataclass, field
from pathlib import Path

import yaml

HERE = Path(__file__).parent
# In the demo everybody has the same password, and it stands on the start page.
PASSPHRASE = "luister-naar-mij"


@dataclass
class ExampleHouse:
    """One example: an instance with one service or several, and what fills it."""

    code: str
    about: dict
    first: str
    people: list[dict]
    institutions: list[dict]
    conflicts: list[dict]
    stories: list[dict]
    own_terms: list[dict] = field(default_factory=list)
    services: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.services = self.services or [self.code]


def example_houses() -> list[ExampleHouse]:
    """Every example, by name."""
    return [example_house(file.stem) for file in sorted(HERE.glob("*.yaml"))]


def example_house(code: str) -> ExampleHouse:
    """The example of this name."""
    # Read by the library of C where there is one: the start page waits for all of them, and each example for its own.
    said = yaml.load((HERE / f"{code}.yaml").read_text(encoding="utf-8"), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    return ExampleHouse(code=code, **said)
