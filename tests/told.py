"""How people of a case were told of an extension, for tests of terms."""

from datetime import date

from gehoor.journeys.said_how import Told

BY_LETTER = Told(how="per brief", on=date(2026, 1, 5))


def by_letter(*whom: str) -> dict[str, Told]:
    """Each of them by a letter on 5 January 2026."""
    return dict.fromkeys(whom, BY_LETTER)


def typed(*whom: str) -> dict[str, str]:
    """The same, as it is typed on the page."""
    return {f"{part}_{one}": said for one in whom for part, said in (
        ("told", "otherwise"), ("how", "per brief"), ("on", "2026-01-05"))}
