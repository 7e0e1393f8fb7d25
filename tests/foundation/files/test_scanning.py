import socket
import threading

import pytest

from gehoor.foundation.files.refusals import FileRefused
from gehoor.foundation.files.scanning import CLEAN, NOT_SCANNED, scan
from tests.foundation.files.conftest import EICAR

MIB = 2**20


def test_without_a_scanner_a_file_is_kept_and_said_to_be_unscanned(settings):
    settings.GEHOOR_CLAMD = ""
    assert scan(b"hallo") == NOT_SCANNED


@pytest.mark.clamd
def test_a_clean_file_is_clean(settings, clamd):
    settings.GEHOOR_CLAMD = str(clamd)
    assert scan(b"hallo" * 50_000) == CLEAN


@pytest.mark.clamd
def test_a_virus_is_found_wherever_it_stands_and_refused_in_words(settings, clamd):
    settings.GEHOOR_CLAMD = f"unix:{clamd}"
    with pytest.raises(FileRefused) as refused:
        scan(b"x" * 200_000 + EICAR + b"y" * 200_000)
    assert refused.value.code == "infected"
    assert "virus" in str(refused.value)


@pytest.mark.clamd
def test_more_than_the_scanner_wants_at_once_is_kept_and_said_to_be_unscanned(settings, clamd):
    settings.GEHOOR_CLAMD = str(clamd)
    assert scan(bytes(4 * MIB)) == NOT_SCANNED


@pytest.mark.parametrize("address", ["127.0.0.1:1", "[::1]:1", "/nowhere/clamd.sock", "nonsense"])
def test_a_scanner_that_is_not_there_stops_nobody(settings, address):
    settings.GEHOOR_CLAMD = address
    assert scan(EICAR) == NOT_SCANNED


@pytest.mark.parametrize("answer", [b"", b"stream: ", b"INSTREAM size limit exceeded. ERROR\0", b"\xff" * 9_000])
def test_a_scanner_that_talks_nonsense_never_makes_a_file_clean(settings, answer):
    with socket.create_server(("127.0.0.1", 0)) as server:
        settings.GEHOOR_CLAMD = f"127.0.0.1:{server.getsockname()[1]}"

        def talk():
            line, _ = server.accept()
            with line:
                line.recv(100_000)
                line.sendall(answer)

        talking = threading.Thread(target=talk)
        talking.start()
        assert scan(b"hallo") == NOT_SCANNED
        talking.join()
