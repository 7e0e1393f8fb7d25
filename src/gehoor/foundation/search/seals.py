"""An index that is open: what the 32-byte search key gives. Hashes terms, seals and opens blocks.

Made by whoever holds the key, for as long as one call lasts. Never stores the key.
"""

from collections.abc import Iterable
from struct import Struct
from uuid import UUID

from gehoor.foundation.search.entries import BUCKET_BITS, TAG_BITS
from gehoor.foundation.vault.primitives import KEY_SIZE, context, decrypt, encrypt, keyed_hash

_CODE = (1 << BUCKET_BITS + TAG_BITS) - 1
_SMALLEST = 256
_MOST_KNOWN = 100_000
_PLACE = Struct(">QQQ")
_WAITING = (1 << 16) - 1


class OpenIndex:
    """The index `index_id`, opened with its key.

    A term has another code in each segment, so that the sizes of one segment's buckets say nothing about the next.
    """

    def __init__(self, key: bytes, index_id: UUID):
        if len(key) != KEY_SIZE:
            raise ValueError("A search key is 32 bytes.")
        self._words = keyed_hash(key, index_id.bytes, purpose=b"search words")
        self._blocks = keyed_hash(key, index_id.bytes, purpose=b"search blocks")
        self._index = context("search block", index_id)
        self._segment, self._known = -1, {}

    def codes(self, segment: int, terms: Iterable[str]) -> list[int]:
        """Bucket (11 bits) and tag (32 bits) of each term in a segment. What cases have in common is hashed once."""
        if segment != self._segment or len(self._known) > _MOST_KNOWN:
            self._segment, self._known = segment, {}
        start, known, codes = segment.to_bytes(8, "little"), self._known, []
        for term in terms:
            if (code := known.get(term)) is None:
                hashed = keyed_hash(self._words, start + term.encode(), size=16)
                code = known[term] = int.from_bytes(hashed[:8], "little") & _CODE
            codes.append(code)
        return codes

    def seal(self, plain: bytes, *, segment: int, bucket: int | None, generation: int) -> bytes:
        """A block, padded, and sealed to its place: it opens in no other index, segment, bucket or generation."""
        padded = plain.ljust(padded_size(len(plain)), b"\0")
        return encrypt(self._blocks, padded, self._bound(segment, bucket, generation), pad=False)

    def open(self, blob: bytes, *, segment: int, bucket: int | None, generation: int) -> bytes:
        """What a block says, with zeros after it.

        :raises Unreadable: it was changed or moved, or the key is another's.
        """
        return decrypt(self._blocks, bytes(blob), self._bound(segment, bucket, generation))

    def _bound(self, segment: int, bucket: int | None, generation: int) -> bytes:
        return self._index + _PLACE.pack(segment, _WAITING if bucket is None else bucket, generation)


def padded_size(length: int) -> int:
    """Sizes go by steps of an eighth: a block tells its size no better than that, and grows by a sixteenth on average.

    The vault's own padding takes larger steps and looks at every byte again; blocks know where they end.
    """
    if length <= _SMALLEST:
        return _SMALLEST
    step = 1 << length.bit_length() - 4
    return -(-length // step) * step
