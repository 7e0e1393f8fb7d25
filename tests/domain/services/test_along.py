"""What a message must say that goes along with a step or a sheet."""

from gehoor.domain.services.along import left_out, must_name, must_say
from gehoor.domain.services.schema.along import Along
from tests.domain.services.declared import Folder

ALONG = Along(block="signal", names=["referral.to_whom"])


def test_it_names_to_whom_somebody_is_referred_without_the_place():
    assert must_name(ALONG, {"referral": {"to_whom": "Crèche De Kriebel, Aalst"}}) == ["Crèche De Kriebel"]
    assert must_name(ALONG, {"referral": {"to_whom": ["CAW", " "]}}) == ["CAW"]
    assert must_name(ALONG, {}) == must_name(None, {}) == []


def test_what_is_left_out_is_said_whatever_the_capitals_and_spaces():
    assert left_out("Ga naar de  crèche de kriebel.", names=["Crèche De Kriebel"], words="") == ""
    assert "“Crèche De Kriebel”" in left_out("Ga naar daar.", names=["Crèche De Kriebel"], words="")
    assert "“niet meteen op”" in left_out("Dit helpt.", names=[], words="niet meteen op")
    assert left_out("Dit lost het niet meteen\nop.", names=[], words="niet meteen op") == ""


def test_the_words_of_a_block_are_those_of_whoever_reads(folder: Folder):
    folder.change("procedure.yaml", "text_blocks:", """text_blocks:
  - code: signal
    title: {nl: Signaal, en: Signal}
    text: {nl: "Dat lost het niet op.", en: "That doesn't solve it.", plain: {nl: "Nog niet klaar.", en: "Not done yet."}}
    keeps: {nl: lost het niet op, en: doesn't solve it, plain: {nl: Nog niet, en: Not done}}""")
    service = folder.load()[0]
    assert must_say(service, ALONG, language="nl", plain=True) == "Nog niet"
    assert must_say(service, ALONG, language="en", plain=False) == "doesn't solve it"
    assert must_say(service, None, language="en", plain=False) == ""
