"""Questions that every page asks: their statement is put together once, and asked again with other values.

Django thinks of a statement anew each time, and takes several times longer for that than the database for the answer.
Only statements are kept, with places where values go; never a value, and nothing that was answered.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta
from functools import wraps
from secrets import randbits, token_bytes, token_hex
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Model, QuerySet
from django.db.models.query import FlatValuesListIterable, ModelIterable, ValuesListIterable, get_related_populators

# Each length of a list is a statement of its own: beyond so many they are put together anew.
MOST = 200
_SERIES = (list, tuple, set, frozenset)


class NotPrepared(TypeError):
    """A question whose statement doesn't follow from its values alone: a mistake in the code, told when it is first asked."""


def prepared(question: Callable[..., QuerySet | list[QuerySet]]) -> Callable[..., list]:
    """Answer a question with the rows of its queryset, or of several one after the other, from statements that are put together once.

    What is handed over by position is a value: an id, a row (of which only the key may be used), a moment, a day, a number, a
    word, bytes, nothing, or a series or dataclass of those. The question decides by no value, except whether there is one, how many,
    and which are the same; it compares and computes nothing. What it decides by is handed over by name.

    :raises NotPrepared: its statement doesn't follow from that alone.
    """
    kept: dict[tuple, list[_Statement]] = {}

    @wraps(question)
    def ask(*values: Any, **named: Any) -> list:
        leaves = [leaf for value in values for leaf in _leaves(value)]
        seen: dict[Any, int] = {}
        which = (*map(_shape, values), *[seen.setdefault(leaf, len(seen)) for leaf in leaves], *named.items())
        if (statements := kept.get(which)) is None:
            if len(kept) >= MOST:
                kept.clear()
            statements = kept[which] = _put_together(question, values, named)
        return [row for statement in statements for row in statement.answer(values, leaves)]

    return ask


@dataclass(frozen=True)
class _Place:
    """Where the value of this number goes."""

    number: int


@dataclass(frozen=True)
class _Statement:
    """A statement without its values, and what makes rows of its answer."""

    alias: str
    text: str
    values: list
    converted: list[tuple]
    made: Callable[[list, Sequence], Any]

    def answer(self, values: Sequence, leaves: Sequence) -> list:
        """The rows for these values."""
        connection = connections[self.alias]
        stored = [_as_stored(one, connection) for one in leaves]
        with connection.cursor() as cursor:
            cursor.execute(self.text, [stored[one.number] if isinstance(one, _Place) else one for one in self.values])
            answer = cursor.fetchall()
        return [self.made(self._as_meant(row, connection), values) for row in answer]

    def _as_meant(self, row: Sequence, connection) -> list:
        row = list(row)
        for column, converters, expression in self.converted:
            value = row[column]
            for convert in converters:
                value = convert(value, expression, connection)
            row[column] = value
        return row


def _put_together(question: Callable[..., QuerySet | list[QuerySet]], values: Sequence, named: dict) -> list[_Statement]:
    """The statements for values of this shape, without those that nothing can fit.

    Put together twice, with values unlike each other: what then differs would follow from the values that happened to be given first.
    """
    first, second = (_with_places(question, values, named) for _time in range(2))
    if [one.looks for one in first] != [one.looks for one in second]:
        raise NotPrepared(f"{question.__qualname__}: its statement doesn't follow from the shape of its values")
    return [one.statement() for one in first]


@dataclass(frozen=True)
class _Asked:
    """A queryset with values that stand in, and its statement with places for them."""

    queryset: QuerySet
    compiler: Any
    text: str
    values: list
    stood_in: list

    @property
    def looks(self) -> tuple:
        """What must be the same whatever the values are."""
        return self.text, [*map(_comparable, self.values)]

    def statement(self) -> _Statement:
        converters = self.compiler.get_converters([one for one, *_ in self.compiler.select])
        converted = [(column, *how) for column, how in converters.items()]
        return _Statement(self.queryset.db, self.text, self.values, converted, _row_of(self.queryset, self.compiler, self.stood_in))


def _with_places(question: Callable[..., QuerySet | list[QuerySet]], values: Sequence, named: dict) -> list[_Asked]:
    stands_in, found = _StandIns(), []
    stood_in = [stands_in.of(value) for value in values]
    asked = question(*stood_in, **named)
    for queryset in [asked] if isinstance(asked, QuerySet) else asked:
        connection = connections[queryset.db]
        compiler = queryset.query.get_compiler(connection=connection)
        try:
            text, params = compiler.as_sql()
        except EmptyResultSet:
            continue
        places = {_comparable(_as_stored(one, connection)): _Place(number) for number, one in reversed([*enumerate(stands_in.leaves)])}
        found.append(_Asked(queryset, compiler, text, [places.get(_comparable(param), param) for param in params], stood_in))
    return found


def _row_of(asked: QuerySet, compiler, stood_in: list) -> Callable[[list, Sequence], Any]:
    """What makes of a line of the answer what the queryset would give."""
    if asked._prefetch_related_lookups:
        raise NotPrepared("nothing can be prefetched")
    if asked._iterable_class in (FlatValuesListIterable, ValuesListIterable):
        if list(asked._fields) != [*asked.query.extra_select, *asked.query.values_select, *asked.query.annotation_select]:
            raise NotPrepared("columns come in another order than they were asked for")
        number = compiler.col_count
        return (lambda row, _values: row[0]) if asked._iterable_class is FlatValuesListIterable else (
            lambda row, _values: tuple(row[:number]))
    if asked._iterable_class is not ModelIterable:
        raise NotPrepared(f"no rows or lists of values: {asked._iterable_class.__name__}")
    info, known, alias = compiler.klass_info, _known(asked, stood_in), asked.db
    model, start, end = info["model"], info["select_fields"][0], info["select_fields"][-1] + 1
    names = [one.target.attname for one, *_ in compiler.select[start:end]]
    populators, annotated = get_related_populators(info, compiler.select, alias), list(compiler.annotation_col_map.items())

    def made(row: list, values: Sequence) -> Model:
        one = model.from_db(alias, names, row[start:end])
        for populator in populators:
            populator.populate(row, one)
        for name, column in annotated:
            setattr(one, name, row[column])
        for name, number in known:
            setattr(one, name, values[number])
        return one

    return made


def _known(asked: QuerySet, stood_in: list) -> list[tuple[str, int]]:
    """The row that the question was asked about is known to each row of the answer: the name of the field, and which value it is."""
    numbers = {id(one): number for number, one in enumerate(stood_in)}
    return [(field.name, numbers[id(row)]) for field, rows in asked._known_related_objects.items() for row in rows.values()
            if id(row) in numbers]


class _StandIns:
    """Values like those that were given, to find in the statement where they went: each unlike any other, but where two were the same."""

    def __init__(self):
        self.leaves: list = []
        self._instead: dict[Any, Any] = {}

    def of(self, value: Any) -> Any:
        """The same shape with other values."""
        if isinstance(value, Model):
            # Whatever else of the row is asked for is looked up, and not found: its statement would hold it for ever.
            return value._meta.model.from_db(value._state.db, [value._meta.pk.attname], [self.of(value.pk)])
        if is_dataclass(value):
            return type(value)(**{field.name: self.of(getattr(value, field.name)) for field in fields(value)})
        if isinstance(value, _SERIES):
            # A set too, because its order would follow from what is in it.
            return [self.of(one) for one in value]
        if value is None or isinstance(value, bool):
            return value
        if value not in self._instead:
            self._instead[value] = self._unlike(value)
        self.leaves.append(self._instead[value])
        return self.leaves[-1]

    def _unlike(self, value: Any) -> Any:
        match value:
            case UUID():
                return UUID(int=randbits(128))
            case datetime():
                return datetime(2, 1, 1, tzinfo=UTC) + timedelta(microseconds=randbits(50))
            case date():
                return date(2, 1, 1) + timedelta(days=randbits(20))
            case int():
                return randbits(30)
            case str():
                return token_hex(16)
            case bytes():
                return token_bytes(16)
        raise NotPrepared(f"no value for a statement: {type(value).__name__}")


def _shape(value: Any) -> Any:
    """What a statement depends on of a value: what it is, whether there is one, and how many."""
    if isinstance(value, _SERIES):
        return tuple(map(_shape, value))
    if is_dataclass(value):
        return type(value), *(_shape(getattr(value, field.name)) for field in fields(value))
    # A request hands over who it is from as something that is looked up when asked for: what it is, not what it came in.
    return value if value is None or isinstance(value, bool) else value.__class__


def _leaves(value: Any) -> Iterator:
    """The single values in the order of `_StandIns`."""
    if isinstance(value, Model):
        yield value.pk
    elif isinstance(value, _SERIES):
        for one in value:
            yield from _leaves(one)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _leaves(getattr(value, field.name))
    elif value is not None and not isinstance(value, bool):
        yield value


def _as_stored(value: Any, connection) -> Any:
    """A value as the fields of this database hand it over."""
    match value:
        case UUID():
            return value if connection.features.has_native_uuid_field else value.hex
        case datetime():
            return connection.ops.adapt_datetimefield_value(value)
        case date():
            return connection.ops.adapt_datefield_value(value)
        case bytes():
            return connection.Database.Binary(value)
    return value


def _comparable(param: Any) -> Any:
    """A parameter as something to find it by: bytes come wrapped."""
    wrapped = getattr(param, "obj", None)
    return bytes(param) if isinstance(param, memoryview) else wrapped if isinstance(wrapped, bytes) else param
