"""Makes one example instance: founded like a real one, then filled by the same journeys that people set off.

Run as `python -m gehoor.interfaces.demo.making FOLDER HOUSE`, a process of its own: settings are read once a process.
"""

import json
import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path

from gehoor.interfaces.demo.houses import PASSPHRASE, ExampleHouse, example_house

PEOPLE = "people.json"


def make_instance(folder: Path, house: ExampleHouse) -> None:
    """Found the instance of an example and fill it; nothing stands at `folder` until all of it does."""
    making = folder.with_name(f"{folder.name}.new")
    first = next(person for person in house.people if person["username"] == house.first)
    offered = [part for service in house.services for part in ("--service", service)]
    environment = {**os.environ, "GEHOOR_PASSPHRASE": PASSPHRASE}
    for command in (
        ["-m", "gehoor", "init", str(making), *offered, "--username", first["username"], "--name", first["name"]],
        ["-m", "gehoor.interfaces.demo.making", str(making), house.code],
    ):
        done = subprocess.run([sys.executable, *command], env=environment, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"The example {house.code} could not be made:\n{done.stderr}")
    settings = making / "settings.toml"
    settings.write_text(f"{settings.read_text(encoding='utf-8')}demo = true\n", encoding="utf-8")
    making.rename(folder)


def fill(folder: Path, house: ExampleHouse) -> None:
    """Let the people join and the stories happen. Django is started for this folder."""
    from gehoor.foundation.clock import now
    from gehoor.interfaces.demo.joining import people_join
    from gehoor.interfaces.demo.steps import story_happens

    at = now()
    oldest = max(story["hours_ago"] for story in house.stories)
    cast, secrets = people_join(house, at=at - timedelta(hours=oldest, days=7))
    for story in sorted(house.stories, key=lambda one: -one["hours_ago"]):
        story_happens(story, cast, _workday(at - timedelta(hours=story["hours_ago"])), latest=at)
    (folder / PEOPLE).write_text(json.dumps(secrets), encoding="utf-8")
    (folder / PEOPLE).chmod(0o600)


def _workday(moment: datetime) -> datetime:
    """The same hour on a Friday where it would be a weekend, so that the example looks lived in on any day."""
    return moment - timedelta(days=max(0, moment.weekday() - 4))


if __name__ == "__main__":
    os.environ["GEHOOR_DATA"] = sys.argv[1]
    os.environ["DJANGO_SETTINGS_MODULE"] = "gehoor.wiring.settings"
    import django

    django.setup()
    fill(Path(sys.argv[1]), example_house(sys.argv[2]))
