"""Stories that somebody came back to with a receipt: the opened keys, in their sealed session, for a quarter of an hour.

Each stands under a number of its own, which stands in every address: two children on one telephone never write in each
other's story. Called by the views of coming back.
"""

from dataclasses import asdict, dataclass, field

from gehoor.domain.conversations.access import Story, the_story
from gehoor.foundation.vault.keyring import Keyring

KEY, COUNTER = "stories", "stories_made"
IDLE_SECONDS = 15 * 60


@dataclass
class OpenStory:
    """One story that is open in this browser. Without `keyring` it was closed, and only what was being typed is left.

    `new` and `last_visit` are as the page showed them last, for whoever reads the same page in another language.
    """

    number: int
    holder: str
    keyring: str
    used_at: float
    draft: str = ""
    new: list[str] = field(default_factory=list)
    last_visit: str = ""


def open_story(session, keyring: Keyring, *, at) -> OpenStory:
    """Keep a story open under its number; the same receipt gets the same number, and what was being typed with it."""
    kept = _all(session)
    held = next((one for one in kept if one.holder == keyring.holder_id.hex), None)
    if held is None:
        number = session.get(COUNTER, 0) + 1
        session[COUNTER] = number
        held = OpenStory(number=number, holder=keyring.holder_id.hex, keyring="", used_at=0)
    held.keyring, held.used_at = keyring.to_session(), at.timestamp()
    keep(session, held)
    return held


def find(session, number: int, *, at) -> tuple[OpenStory, Story] | None:
    """The open story of that number; None when it isn't, or nobody used it for a quarter of an hour: then its keys go."""
    held = next((one for one in _all(session) if one.number == number), None)
    if held is None or not held.keyring:
        return None
    if at.timestamp() - held.used_at > IDLE_SECONDS:
        held.keyring = ""
        keep(session, held)
        return None
    story = the_story(Keyring.from_session(held.keyring))
    if story is None:
        return None
    if at.timestamp() - held.used_at > 60:
        held.used_at = at.timestamp()
        keep(session, held)
    return held, story


def open_ones(session, *, at) -> list[tuple[OpenStory, Story]]:
    """Every story that is open now."""
    found = (find(session, one.number, at=at) for one in _all(session))
    return [one for one in found if one]


def keep_draft(session, number: int, text: str) -> None:
    """Keep what somebody is typing in that story, also when it was closed meanwhile."""
    for one in _all(session):
        if one.number == number:
            one.draft = text
            keep(session, one)


def keep(session, held: OpenStory) -> None:
    """Keep it as it stands now."""
    session[KEY] = {**session.get(KEY, {}), str(held.number): asdict(held)}


def close(session, number: int) -> None:
    """Close one story; the others stay open."""
    session[KEY] = {name: said for name, said in session.get(KEY, {}).items() if name != str(number)}


def _all(session) -> list[OpenStory]:
    return [OpenStory(**said) for said in session.get(KEY, {}).values()]
