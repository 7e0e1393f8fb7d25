"""Writes requirements.lock: the versions installed here, so that every machine gets the same. Run by `make lock`.

A constraint file: pip takes from it what it needs. Names and versions only, no addresses.
"""

import re
from importlib.metadata import distributions
from pathlib import Path

LOCK = Path(__file__).resolve().parent.parent / "requirements.lock"
OURSELVES = {"gehoor", "pip", "setuptools"}


def main() -> None:
    """Overwrite the lock with what is installed in this environment."""
    found = {re.sub(r"[-_.]+", "-", one.metadata["Name"]).lower(): one.version for one in distributions()}
    lines = [f"{name}=={version}" for name, version in sorted(found.items()) if name not in OURSELVES]
    LOCK.write_text("# The versions this release was tested with (make lock).\n" + "\n".join(lines) + "\n")
    print(f"{LOCK.name}: {len(lines)} packages")


if __name__ == "__main__":
    main()
