"""How fast sealed buckets are: building, appending, merging, searching, and their size, beside the raw limit.

    python -m bench.search --cases 100000
    python -m bench.search --cases 100000 --database postgresql
    python -m bench.search --cases 1000000 --database postgresql://me@127.0.0.1/empty

Invents its own words (as often as words are in real text) and works in a temporary folder; on PostgreSQL on a server of
its own, or at the address given, where it makes and drops databases named after it. With --keep FOLDER the index stays
and is not built again. Each figure is the best of some rounds, because others may use the machine. Never touches an
instance.
"""

import argparse
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from uuid import UUID

import numpy as np

from bench import machine

SEED = 1989
PAGE = 50
ROUNDS = 5
VOCABULARY = 120_000
TOKENS_A_CASE = 230
CASES_A_JOURNEY = 500
CASES_A_SEGMENT = 16_384
CASES_A_BLOCK = 1024
APPENDED = 128

SYLLABLES = np.array([
    *("aan", "ach", "af", "bel", "ben", "ber", "bij", "boe", "bran", "chel", "da", "de", "den", "der", "di", "dra", "dui"),
    *("ei", "el", "en", "er", "ga", "ge", "gen", "ger", "ha", "heid", "hou", "huis", "in", "ka", "ken", "ker", "kin", "king"),
    *("la", "laat", "le", "len", "lijk", "ling", "ma", "maan", "me", "men", "mis", "moe", "na", "ne", "ning", "om", "on"),
    *("op", "ou", "over", "pa", "pen", "pers", "re", "ren", "rok", "ru", "sa", "scha", "school", "se", "sla", "slot", "sta"),
    *("ste", "stel", "ta", "te", "ten", "ter", "tij", "toe", "tra", "tui", "uit", "va", "van", "ver", "voe", "voor", "wa"),
    *("we", "wer", "wij", "woon", "za", "zin", "zorg"),
])


class Corpus:
    """Cases out of invented words: a few words very often, most of them hardly ever (Zipf-Mandelbrot)."""

    def __init__(self, seed: int):
        self.chance = np.random.default_rng(seed)
        sizes = 1 + self.chance.binomial(5, 0.34, VOCABULARY * 2)
        made = ("".join(self.chance.choice(SYLLABLES, size)) for size in sizes)
        words = np.array(list(dict.fromkeys(made))[:VOCABULARY])
        # Frequent words are short, though not strictly so.
        self.words = words[np.argsort(np.char.str_len(words) * self.chance.lognormal(0, 0.2, len(words)), kind="stable")]
        weight = 1 / (np.arange(len(self.words)) + 2.7) ** 1.1
        self.bounds = np.cumsum(weight / weight.sum())

    def text(self) -> str:
        """What one case says."""
        _, words = self.occurrences(1)
        return " ".join(self.words[words])

    def occurrences(self, cases: int) -> tuple[np.ndarray, np.ndarray]:
        """What so many cases say: of each occurrence the case, from 0, and the word's rank."""
        lengths = np.maximum(12, self.chance.lognormal(np.log(TOKENS_A_CASE), 0.5, cases).astype(int))
        ranks = np.searchsorted(self.bounds, self.chance.random(lengths.sum()))
        return np.repeat(np.arange(cases), lengths), ranks

    def terms(self) -> tuple[list[str], np.ndarray]:
        """Every term there is, and of each word (a row) which terms find it, the last repeated to fill the row."""
        from gehoor.foundation.search.words import terms_of

        numbers: dict[str, int] = {}
        found = [[numbers.setdefault(term, len(numbers)) for term in terms_of([word])] for word in self.words]
        return list(numbers), np.array([some + some[-1:] * (4 - len(some)) for some in found])

    def word(self, low: int, high: int) -> str:
        """A word between these ranks, the most frequent being 0."""
        return str(self.words[self.chance.integers(low, high)])


def main() -> None:
    """Build an index, ask it a few hundred questions, say what it took."""
    asked = _arguments()
    if asked.database == "postgresql":
        from tests.postgres import start_cluster

        asked.database = start_cluster(fsync=True).address("gehoor_bench")
    with tempfile.TemporaryDirectory(prefix="gehoor-bench-") as temporary:
        _start_django(asked.keep or Path(temporary), asked.database)
        try:
            _run(asked.cases, asked.questions)
        finally:
            _stop_django("sqlite" if asked.keep else asked.database)


def _run(cases: int, questions: int) -> None:
    from gehoor.foundation.search.models import Segment

    index = {"key": bytes(range(32)), "index_id": UUID(int=SEED)}
    corpus = Corpus(SEED)
    print(f"{cases:,} cases on {_database()}; {machine.told()}")
    if not Segment.objects.exists():
        _build(index, corpus, cases)
    print("size      {:,.0f} MiB, {:,.0f} bytes a case; on disk {:,.0f} MiB".format(*_sizes(cases)))
    _append(index, corpus, cases)
    _search(index, corpus, questions)
    print(f"at the end: {machine.told()}")


def _build(index: dict, corpus: Corpus, cases: int) -> None:
    """The first segment from text, as an import does it; the others straight from numbers, for time's sake."""
    from gehoor.foundation.action import journey
    from gehoor.foundation.clock import now
    from gehoor.foundation.search.index import remember_many
    from gehoor.foundation.search.merging import merge
    from gehoor.foundation.search.words import terms_of

    sample = [(ordinal, [corpus.text()]) for ordinal in range(min(cases, CASES_A_SEGMENT))]
    began = time.perf_counter()
    terms = [terms_of(texts) for _, texts in sample]
    limit = len(sample) / (time.perf_counter() - began)
    words = statistics.mean(sum(not term.endswith("*") for term in some) for some in terms)
    beginnings = statistics.mean(map(len, terms)) - words
    began = time.perf_counter()
    for start in range(0, len(sample), CASES_A_JOURNEY):
        with journey("bench.built", at=now()):
            remember_many(cases=sample[start:start + CASES_A_JOURNEY], **index)
    written = time.perf_counter() - began
    while merge(**index):
        pass
    took = time.perf_counter() - began
    print(f"a case    {words:.0f} words and {beginnings:.0f} beginnings")
    print(f"build     {len(sample) / took:,.0f} cases/s: {len(sample):,} remembered in {written:.1f} s, merged in"
          f" {took - written:.1f} s; raw limit {limit:,.0f} cases/s (finding the words, nothing else)")
    if cases > CASES_A_SEGMENT:
        fill_segments(index, corpus, cases)


def fill_segments(index: dict, corpus: Corpus, cases: int) -> None:
    """More segments of the same kind of cases, without writing and reading their text."""
    from gehoor.foundation.search.entries import to_bytes
    from gehoor.foundation.search.merging import merge
    from gehoor.foundation.search.models import Block
    from gehoor.foundation.search.seals import OpenIndex

    terms, terms_of_word = corpus.terms()
    opened = OpenIndex(**index)
    for start in range(CASES_A_SEGMENT, cases, CASES_A_BLOCK):
        segment, place = divmod(start, CASES_A_SEGMENT)
        if place == 0:
            codes = np.array(opened.codes(segment, terms), np.uint64) << np.uint64(14)
        owners, words = corpus.occurrences(min(CASES_A_BLOCK, cases - start))
        entries = np.unique(codes[terms_of_word[words]] | (owners + place).astype(np.uint64)[:, None])
        blob = opened.seal(to_bytes(entries), segment=segment, bucket=None, generation=0)
        Block.objects.create(index_id=index["index_id"], segment=segment, blob=blob)
        if place + CASES_A_BLOCK == CASES_A_SEGMENT or start + CASES_A_BLOCK >= cases:
            merge(**index)


def _append(index: dict, corpus: Corpus, cases: int) -> None:
    """One case a journey, as when cases are opened; then the merge that follows, and searching before and after it."""
    from gehoor.foundation.action import journey
    from gehoor.foundation.clock import now
    from gehoor.foundation.search.index import remember
    from gehoor.foundation.search.merging import merge

    took = []
    for ordinal in range(cases, cases + APPENDED):
        text = corpus.text()
        began = time.perf_counter()
        with journey("bench.appended", at=now()):
            remember(ordinal=ordinal, texts=[text], **index)
        took.append(time.perf_counter() - began)
    print(f"append    {_times(took)} a case, {len(took) / sum(took):,.0f} cases/s; raw limit {_raw_commits():,.0f} commits/s")
    waiting = [_ask(index, corpus.word(100, 2000)) for _ in range(50)]
    began = time.perf_counter()
    while merge(**index):
        pass
    print(f"merge     {APPENDED} cases into a segment of {(cases - 1) % 16384 + 1:,}: {time.perf_counter() - began:.2f} s;"
          f" searching while they waited {_times(waiting)}")


def _search(index: dict, corpus: Corpus, questions: int) -> None:
    frequent, usual, rare = (20, 300), (300, 5000), (20_000, VOCABULARY)
    kinds = {
        "1 frequent": [frequent], "1 usual": [usual], "1 rare": [rare],
        "2 frequent": [frequent] * 2, "2 usual": [usual] * 2, "frequent and rare": [frequent, rare],
        "3 frequent": [frequent] * 3, "frequent, usual, rare": [frequent, usual, rare], "3 usual": [usual] * 3,
        "3 rare": [rare] * 3,
    }
    by_number: dict[int, list[tuple[float, float]]] = {}
    for name, ranks in kinds.items():
        took = _best(lambda ranks=ranks: [_ask(index, " ".join(corpus.word(*rank) for rank in ranks)) for _ in range(questions)])
        by_number.setdefault(len(ranks), []).extend(took)
        print(f"search    {name:<22} {_times(took)}")
    took = _best(lambda: [_ask(index, corpus.word(*usual)[:5] + "*") for _ in range(questions)])
    print(f"search    {'a beginning':<22} {_times(took)}")
    for number, took in by_number.items():
        print(f"search    all of {number} word{'s' if number > 1 else ' ':<14} {_times(took)}")
    for number in by_number:
        took = _best(lambda number=number: _raw_reads(index, number))
        print(f"raw limit {number} bucket(s) a segment, read and opened only: {_times(took)}")


def _best(measured: Callable[[], list]) -> list:
    """Of some rounds the one with the lowest p95."""
    return min((measured() for _round in range(ROUNDS)), key=lambda took: np.percentile(np.array(took), 95, axis=0)[0])


def _ask(index: dict, query: str) -> tuple[float, float]:
    """Seconds on the clock and of the processor: on a busy machine the two differ."""
    from gehoor.foundation.search.find import find

    began, worked = time.perf_counter(), time.thread_time()
    list(islice(find(query=query, **index), PAGE))
    return time.perf_counter() - began, time.thread_time() - worked


def _raw_reads(index: dict, number: int) -> list[tuple[float, float]]:
    from gehoor.foundation.search.entries import BUCKETS
    from gehoor.foundation.search.models import Segment
    from gehoor.foundation.search.reading import read_buckets
    from gehoor.foundation.search.seals import OpenIndex

    chance, took = np.random.default_rng(SEED), []
    segments = list(Segment.objects.values_list("number", flat=True))
    for _ in range(40):
        start = int(chance.integers(BUCKETS - number))
        wanted = [segment * BUCKETS + start + each for segment in segments for each in range(number)]
        began, worked = time.perf_counter(), time.thread_time()
        read_buckets(OpenIndex(**index), index["index_id"], wanted)
        took.append((time.perf_counter() - began, time.thread_time() - worked))
    return took


def _raw_commits() -> float:
    from django.db import connections, transaction

    with connections["keys"].cursor() as cursor:
        cursor.execute("CREATE TABLE bench_raw (id integer)")
        began = time.perf_counter()
        for number in range(100):
            with transaction.atomic(using="keys"):
                cursor.execute("INSERT INTO bench_raw VALUES (%s)", [number])
        rate = 100 / (time.perf_counter() - began)
        cursor.execute("DROP TABLE bench_raw")
    return rate


def _times(took: list) -> str:
    middle, most = np.percentile(np.array(took) * 1000, [50, 95], axis=0)
    if np.ndim(middle):
        return f"p50 {middle[0]:6.2f} ms, p95 {most[0]:6.2f} ms (processor {middle[1]:6.2f} and {most[1]:6.2f})"
    return f"p50 {middle:6.2f} ms, p95 {most:6.2f} ms"


def _database() -> str:
    from django.db import connections

    connection = connections["keys"]
    return f"{connection.display_name} {'.'.join(map(str, connection.get_database_version()))}"


def _sizes(cases: int) -> tuple[float, float, float]:
    from django.db import connections

    connection = connections["keys"]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("VACUUM search_block")
            cursor.execute("SELECT sum(length(blob)), pg_total_relation_size('search_block') FROM search_block")
            used, disk = cursor.fetchone()
        else:
            told = ("page_count", "freelist_count", "page_size")
            pages, free, size = (cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in told)
            used, disk = (pages - free) * size, pages * size
    return float(used) / 2**20, float(used) / cases, disk / 2**20


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("--questions", type=int, default=40, help="questions of each kind, a round")
    parser.add_argument("--database", default="sqlite", help="sqlite, postgresql (a server of its own), or an address")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="build here, or measure what was built here before")
    return parser.parse_args()


def _start_django(folder: Path, database: str) -> None:
    folder.mkdir(exist_ok=True)
    (folder / "secret.key").write_bytes(os.urandom(32))
    if database != "sqlite":
        (folder / "settings.toml").write_text(f'database = "{database}"\n')
    os.environ["GEHOOR_DATA"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gehoor.wiring.settings")
    import django
    from django.core.management import call_command
    from django.db import ProgrammingError, connections

    django.setup()
    if database != "sqlite":
        for name in _names(connections):
            try:
                _on_server(connections, f'CREATE DATABASE "{name}"')
            except ProgrammingError:
                pass  # kept from before
    call_command("migrate", "search", database="keys", verbosity=0)


def _stop_django(database: str) -> None:
    from django.db import connections

    names = _names(connections)
    connections.close_all()
    if database != "sqlite":
        for name in names:
            _on_server(connections, f'DROP DATABASE "{name}"')


def _names(connections) -> list[str]:
    return [connections[alias].settings_dict["NAME"] for alias in ("default", "keys")]


def _on_server(connections, statement: str) -> None:
    with connections["default"]._nodb_cursor() as cursor:
        cursor.execute(statement)


if __name__ == "__main__":
    sys.exit(main())
