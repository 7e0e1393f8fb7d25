"""The fingerprint of the organisation's root: short enough to print, long enough that nobody makes a second one."""

import base64

from gehoor.foundation.vault.primitives import context, keyed_hash

_BYTES = 20


def fingerprint(*, signing_key: bytes, public_key: bytes) -> str:
    """Eight groups of four letters and digits (160 bits), such as stand in `GEHOOR_ROOT_FINGERPRINT`."""
    digest = keyed_hash(b"gehoor", context(signing_key, public_key), size=_BYTES, purpose=b"gehoor.root")
    text = base64.b32encode(digest).decode()
    return "-".join(text[i : i + 4] for i in range(0, len(text), 4))
