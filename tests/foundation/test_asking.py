"""A question that is prepared answers what Django answers, whatever the values, and holds none of them."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from django.db.models import Exists, F, OuterRef, Q

from gehoor.domain.cases.models import Case, Seen, TimelineEntry
from gehoor.domain.figures.models import Fact
from gehoor.foundation.asking import NotPrepared, prepared
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def cases() -> list[Case]:
    house = make.a_house()
    return [make.a_report(house).case for _number in range(3)]


def said(rows) -> list[dict]:
    return [{field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields} for row in rows]


def test_rows_come_as_the_queryset_gives_them_with_what_is_joined_and_what_is_known(cases, django_assert_num_queries):
    @prepared
    def entries(case: Case):
        return case.timeline.select_related("account").annotate(again=F("kind"))

    for case in cases:
        with django_assert_num_queries(1):
            found = entries(case)
            assert all(one.case is case and one.account is None and one.again == one.kind for one in found)
        assert found
        assert said(found) == said(case.timeline.all())
        assert not any(one._state.adding for one in found)


def test_columns_come_as_single_values_or_together(cases):
    @prepared
    def one_by_one(reference: str):
        return Case.objects.filter(reference=reference).values_list("pk", flat=True)

    @prepared
    def together(at):
        return Case.objects.filter(opened_at__lte=at).order_by("ordinal").values_list("pk", "opened_at")

    assert [one_by_one(case.reference) for case in cases] == [[case.pk] for case in cases]
    assert together(make.NOON) == [(case.pk, case.opened_at) for case in cases]
    assert together(make.NOON - make.DAY) == []


def test_it_is_put_together_once_for_each_shape(cases):
    asked = []

    @prepared
    def among(ids: list, day: date | None, *, backwards: bool = False):
        asked.append(len(ids))
        found = Case.objects.filter(Q(pk__in=ids) | Q(pk=None), stage_entered_at__date__gte=day) if day else Case.objects.filter(pk__in=ids)
        return found.order_by("-ordinal" if backwards else "ordinal").values_list("ordinal", flat=True)

    first, second, third = (case.ordinal for case in cases)
    ids = [case.pk for case in cases]
    assert [among(ids[:2], None), among(ids[1:], None), among([], None)] == [[first, second], [second, third], []]
    assert among(ids[1:], None, backwards=True) == [third, second]
    assert among(ids[1:], make.NOON.date(), backwards=True) == [third, second]
    assert among(ids[1:], make.NOON.date() + timedelta(days=1), backwards=True) == []
    # Twice each, to see that nothing but its shape decides.
    assert asked == [2, 2, 0, 0, 2, 2, 2, 2]


def test_a_series_in_a_dataclass_and_bytes_and_numbers_are_values_too(cases):
    @dataclass(frozen=True)
    class Wanted:
        ordinals: tuple[int, ...]
        unused: tuple[str, ...] = ()

    @prepared
    def wanted(about: Wanted, sealed: bytes):
        seen = Seen.objects.filter(case=OuterRef("pk"))
        cases = Case.objects.filter(~Exists(seen), ordinal__in=about.ordinals).exclude(sealed=sealed)
        return cases.values_list("reference", flat=True)

    case = Case.objects.get(pk=cases[1].pk)
    assert wanted(Wanted((case.ordinal,)), b"other") == [case.reference]
    assert wanted(Wanted((case.ordinal,), ("never asked",)), bytes(case.sealed)) == []


def test_several_querysets_answer_one_after_the_other_and_values_that_are_the_same_stay_so(cases):
    asked = []

    @prepared
    def among(ids: list, also: list):
        asked.append(True)
        return [Case.objects.filter(pk=one).values_list("ordinal", flat=True) for one in ids if one in also]

    first, second, third = cases
    assert among([first.pk, second.pk], [second.pk]) == [second.ordinal]
    assert among([third.pk, first.pk], [first.pk]) == [first.ordinal]
    assert len(asked) == 2
    assert among([first.pk, second.pk], [first.pk]) == [first.ordinal]
    assert among([second.pk, third.pk], [third.pk, second.pk]) == [second.ordinal, third.ordinal]


def test_what_follows_from_more_than_the_shape_is_refused(cases):
    @prepared
    def derived(at):
        return Case.objects.filter(opened_at__lt=at + timedelta(days=1))

    @prepared
    def other_field(case: Case):
        return Case.objects.filter(team=case.team_id)

    @prepared
    def more_rows():
        return Case.objects.prefetch_related("timeline")

    @prepared
    def other_columns():
        return TimelineEntry.objects.values("kind")

    @prepared
    def no_value(value):
        return Fact.objects.filter(on=value)

    for question, value in ((derived, [make.NOON]), (more_rows, []), (other_columns, []), (no_value, [object()])):
        with pytest.raises(NotPrepared):
            question(*value)
    with pytest.raises(Case.DoesNotExist):
        other_field(cases[0])


def test_who_asks_again_shares_a_statement_and_no_answer(cases):
    @prepared
    def the_case(reference: str):
        return Case.objects.filter(reference=reference).select_related("team", "handler")

    first, again = the_case(cases[0].reference)[0], the_case(cases[0].reference)[0]
    assert first == again
    assert first is not again
    assert first.team.pk == cases[0].team_id
