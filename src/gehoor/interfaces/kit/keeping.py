"""Parts of a page that are the same for everybody, put together once a process. Nothing of anybody is ever kept here.

Called by the tags `kept` and `part`, which see to it that only what is declared goes in.
"""

from collections.abc import Callable

from django.utils.safestring import SafeString

from gehoor.interfaces.kit.context import House

MOST = 1_000
Kept = dict[tuple, tuple[SafeString, bool]]


def once(kept: Kept, which: tuple, house: House, make: Callable[[], SafeString]) -> SafeString:
    """What `make` makes, from `kept` when it was made before.

    It differs by whether the page already noted that something isn't translated, and leaves the page as making it would.
    """
    which = (*which, house.readers, house.has_noted)
    if (found := kept.get(which)) is None:
        found = make(), house.has_noted
        if len(kept) >= MOST:
            kept.clear()
        kept[which] = found
    made, house.has_noted = found
    return made
