"""What an instance's folder says of itself: `settings.toml`, beside the databases and outside them."""

import os
import tomllib
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Instance:
    """One organisation's folder and its settings."""

    folder: Path
    services: tuple[str, ...] = ()
    root_fingerprint: str = ""
    name: str = "gehoor"
    hosts: tuple[str, ...] = ("127.0.0.1", "localhost", "[::1]")
    address: str = ""
    database: str = ""
    clamd: str = ""
    duty_address: str = ""
    mail: dict = field(default_factory=dict)
    demo: bool = False
    side: str = ""

    @property
    def secret_key(self) -> Path:
        return self.folder / "secret.key"


def the_instance() -> Instance:
    """The instance that the environment's GEHOOR_DATA points at; without a settings file the defaults stand."""
    folder = Path(os.environ.get("GEHOOR_DATA", "gehoor-data")).resolve()
    said = tomllib.loads((folder / "settings.toml").read_text()) if (folder / "settings.toml").exists() else {}
    told = {key: tuple(value) if isinstance(value, list) else value for key, value in said.items()}
    known = {name: value for name, value in told.items() if name in Instance.__dataclass_fields__ and name != "folder"}
    return Instance(folder=folder, **{**known, "side": os.environ.get("GEHOOR_SIDE", known.get("side", ""))})
