from gehoor.interfaces.public import tellings

HERE = {"service": "service", "audience": "child", "language": "nl"}


def test_stories_beside_each_other_keep_their_numbers_and_their_words():
    session = {}
    first, second = tellings.begin(session, **HERE), tellings.begin(session, **HERE)
    first.answers = {"story": "van de oudste"}
    tellings.keep(session, first)
    assert tellings.find(session, first.number).answers == {"story": "van de oudste"}
    assert tellings.find(session, second.number).answers == {}


def test_a_number_is_never_used_twice():
    session = {}
    first = tellings.begin(session, **HERE)
    tellings.drop(session, first.number)
    assert tellings.begin(session, **HERE).number != first.number


def test_the_oldest_goes_when_there_are_too_many():
    session = {}
    numbers = [tellings.begin(session, **HERE).number for _one in range(tellings.MOST + 2)]
    assert tellings.find(session, numbers[0]) is None
    assert tellings.find(session, numbers[-1]) is not None


def test_the_receipt_of_a_story_is_derived_once():
    telling = tellings.begin({}, **HERE)
    assert telling.receipt() == telling.receipt()


def test_nothing_of_a_story_is_left_beside_its_code():
    telling = tellings.begin({}, **HERE, answers={"story": "geheim"}, typed={"age": "age=tien"}, held=[{"id": "1"}], keyring="k")
    code = telling.receipt().code
    telling.leave_only(code)
    assert telling.code == code
    assert telling.is_empty
    assert telling.keyring == "" and telling.prepared == {}


def test_only_a_story_with_words_in_it_can_be_gone_on_with():
    session = {}
    telling = tellings.begin(session, **HERE)
    assert tellings.unsent(session, service="service", audience="child") is None
    telling.answers = {"story": "begin"}
    tellings.keep(session, telling)
    assert tellings.unsent(session, service="service", audience="child").number == telling.number
    assert tellings.unsent(session, service="service", audience="adult") is None
    telling.sent_at = 1.0
    tellings.keep(session, telling)
    assert tellings.unsent(session, service="service", audience="child") is None
