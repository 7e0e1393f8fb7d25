"""The moments that a channel offers by appointment: never on a closed day, never past the end, always still to come."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gehoor.domain.services.appointments import AHEAD_DAYS, NONE, answer_in_words, is_offered, kept, slots
from gehoor.domain.services.forms import Reader
from gehoor.domain.services.forms.choices import offered
from gehoor.domain.services.hours import openings_on
from gehoor.domain.services.schema import Hours, Question
from gehoor.domain.services.schema.service import Channel
from gehoor.domain.services.service import Service
from tests.domain.services.declared import the_example

BRUSSELS = ZoneInfo("Europe/Brussels")
TUESDAY = date(2026, 3, 10)
ASKED = Question.model_validate({"code": "when", "kind": "appointment", "channel": "visit", "label": "Wanneer?"})


def offering(minutes: int = 30, **hours) -> Service:
    """The example, with appointments in its channel `visit`."""
    service = the_example()
    channel = Channel.model_validate({"code": "visit", "core": "in_person", "label": "Bezoek", "appointment_minutes": minutes,
                                      "by_appointment": Hours.model_validate(hours)})
    channels = [channel if one.code == "visit" else one for one in service.about.channels]
    return service.model_copy(update={"about": service.about.model_copy(update={"channels": channels})})


def test_they_begin_tomorrow_and_end_three_weeks_ahead():
    found = slots(offering(week={day: ["09:00-10:00"] for day in ("mon", "tue", "wed", "thu", "fri", "sat", "sun")}), "visit", on=TUESDAY)
    assert found[0] == datetime(2026, 3, 11, 9, tzinfo=BRUSSELS)
    assert found[-1] == datetime(2026, 3, 31, 9, 30, tzinfo=BRUSSELS)
    assert len(found) == AHEAD_DAYS * 2


def test_the_last_one_ends_before_the_door_closes():
    found = slots(offering(minutes=45, week={"wed": ["13:00-15:00"]}), "visit", on=TUESDAY)
    assert [slot.strftime("%H:%M") for slot in found[:2]] == ["13:00", "13:45"]
    assert {slot.strftime("%H:%M") for slot in found} == {"13:00", "13:45"}


def test_holidays_closing_days_and_single_days_offer_none():
    every = {"week": {"mon": ["09:00-10:00"], "fri": ["09:00-10:00"]}, "exceptions": [{"on": "2026-05-22"}]}
    days = {slot.date() for slot in slots(offering(**every), "visit", on=date(2026, 5, 10))}
    assert days == {date(2026, 5, 11), date(2026, 5, 18), date(2026, 5, 29)}  # not the closing day of the 15th, nor Whit Monday


def test_a_channel_without_appointments_offers_none():
    assert slots(the_example(), "phone", on=TUESDAY) == slots(the_example(), "nowhere", on=TUESDAY) == []


def test_an_hour_that_the_clock_skips_is_no_appointment_twice():
    found = slots(offering(minutes=60, week={"sun": ["01:00-05:00"]}), "visit", on=date(2026, 3, 25))
    assert len(found) == len(set(found))
    assert all(kept(slot) for slot in found)


def test_what_is_offered_stands_under_its_day_and_none_of_these_stands_last():
    service = offering(week={"wed": ["09:00-10:00"], "thu": ["13:30-14:00"]})
    found = offered(ASKED, Reader(service=service, language="nl", on=TUESDAY, audience="child"))
    assert [(one.group, str(one.label)) for one in found[:3]] == [
        ("woensdag 11 maart", "9 uur"), ("woensdag 11 maart", "9.30 uur"), ("donderdag 12 maart", "13.30 uur")]
    assert (found[-1].code, found[-1].group) == (NONE, "")
    assert found[0].code == "2026-03-11T09:00+01:00"


@pytest.mark.parametrize(("language", "said"), [
    ("nl", "woensdag 11 maart 2026, 9.30 uur"), ("en", "Wednesday 11 March 2026, 9.30"), ("fr", "mercredi 11 mars 2026, 9 h 30")])
def test_a_moment_is_read_in_words(language, said):
    assert answer_in_words(the_example(), "2026-03-11T08:30+00:00", language) == said


def test_none_of_these_and_what_is_no_moment_are_read_too():
    assert answer_in_words(the_example(), NONE, "nl") == "Geen van deze momenten"
    assert answer_in_words(the_example(), "straks", "nl") == "straks"


def test_a_moment_is_offered_until_its_day_has_come():
    service = offering(week={"wed": ["09:00-10:00"]})
    moment = "2026-03-11T09:00+01:00"
    assert is_offered(service, ASKED, moment, on=TUESDAY)
    assert not is_offered(service, ASKED, moment, on=TUESDAY + timedelta(days=1))
    assert not is_offered(service, ASKED, "2026-03-11T09:10+01:00", on=TUESDAY)
    assert is_offered(service, ASKED, NONE, on=TUESDAY + timedelta(days=1))


OPENINGS = st.lists(st.tuples(st.integers(0, 1380), st.integers(15, 600)), max_size=2).map(
    lambda found: [f"{start // 60:02}:{start % 60:02}-{min(start + length, 1440) // 60:02}:{min(start + length, 1440) % 60:02}"
                   for start, length in found[:1]])


@given(st.fixed_dictionaries(dict.fromkeys(("mon", "wed", "sat"), OPENINGS)), st.integers(5, 240),
       st.dates(date(2026, 1, 1), date(2027, 12, 31)))
def test_none_is_on_a_closed_day_past_the_end_or_in_the_past(week, minutes, today):
    if not any(week.values()):
        return
    service = offering(minutes=minutes, week=week)
    hours = next(one for one in service.about.channels if one.code == "visit").by_appointment
    found = slots(service, "visit", on=today)
    assert found == sorted(found)
    for slot in found:
        assert today < slot.date() <= today + timedelta(days=AHEAD_DAYS)
        assert not service.calendar.is_holiday(slot.date())
        # What the clock skips in spring is moved on by an hour; elsewhere it lies within an opening, to its end.
        starts = {slot.hour * 60 + slot.minute, slot.hour * 60 + slot.minute - 60}
        assert any(opening.start <= start and start + minutes <= opening.end for opening in openings_on(service, hours, slot.date())
                   for start in starts)
