"""The fields and widgets that declared questions need beyond Django's own: verbatim text, partial dates, suggestions, files.

Used by `building.py` only. Whether an answer is required is decided there, because it hangs on other answers.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from gehoor.foundation.signs import without_signs

PARTS = ("day", "month", "year")
_LIMITS = {"day": (1, 31), "month": (1, 12), "year": (1900, 2200)}
_LEAP_YEAR = 2024


class VerbatimField(forms.CharField):
    """Text as it was written. Only what no person types is taken out: NUL characters, and the form's own line ends."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strip=False, **kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value).replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
        return text if text.strip() else ""


class LineField(VerbatimField):
    """One line of text, without the blanks around it and without signs that nobody sees."""

    def to_python(self, value: Any) -> str:
        return " ".join(without_signs(super().to_python(value)).split())


class SuggestingInput(forms.TextInput):
    """A line of text with suggestions; anything else may be written too."""

    def __init__(self, suggestions: Iterable[str] = (), attrs: Mapping[str, str] | None = None) -> None:
        super().__init__(attrs=dict(attrs or {}))
        self.suggestions = list(suggestions)

    def render(self, name: str, value: Any, attrs: Mapping[str, Any] | None = None, renderer: Any = None) -> str:
        if not self.suggestions:
            return super().render(name, value, attrs, renderer)
        list_id = f"{(attrs or {}).get('id', name)}_list"
        line = super().render(name, value, {**(attrs or {}), "list": list_id}, renderer)
        options = format_html_join("", '<option value="{}"></option>', ((one,) for one in self.suggestions))
        return format_html('{}<datalist id="{}">{}</datalist>', line, list_id, options)


class SeveralLinesWidget(forms.Widget):
    """Lines of text under one name, each with suggestions; always one more than was written, three at least and five at most."""

    least, most = 3, 5

    def __init__(self, suggestions: Iterable[str] = (), attrs: Mapping[str, str] | None = None) -> None:
        super().__init__(attrs=dict(attrs or {}))
        self.suggestions = list(suggestions)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        return data.getlist(name) if hasattr(data, "getlist") else _as_list(data.get(name))

    def lines(self, value: Any) -> list[str]:
        """What stands in each line, the empty ones included."""
        written = [line for line in _as_list(value) if line.strip()]
        return written + [""] * max(len(written) < self.most, self.least - len(written))

    def render(self, name: str, value: Any, attrs: Mapping[str, Any] | None = None, renderer: Any = None) -> str:
        one = SuggestingInput(self.suggestions, attrs=self.attrs)
        identity = (attrs or {}).get("id", name)
        return format_html_join("", "{}", ((one.render(name, line, {**(attrs or {}), "id": f"{identity}_{place}"}),)
                                           for place, line in enumerate(self.lines(value))))


class SeveralLinesField(forms.Field):
    """Several lines, each said once and in the order they were written: `["School A", "School B"]`."""

    def __init__(self, *, max_length: int | None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.max_length = max_length
        self.line = LineField(max_length=max_length, required=False)

    def to_python(self, value: Any) -> list[str]:
        said = list(dict.fromkeys(filter(None, (self.line.clean(line) for line in _as_list(value)))))
        if len(said) > self.widget.most:
            raise ValidationError("", code="too_many", params={"most": self.widget.most})
        return said

    def has_changed(self, initial: Any, data: Any) -> bool:
        return True


def _as_list(value: Any) -> list[str]:
    return [str(one) for one in value] if isinstance(value, (list, tuple)) else [str(value)] if value else []


class PartialDateWidget(forms.MultiWidget):
    """Day, month and year in three short inputs, and a line for "about when" where that is allowed."""

    def __init__(self, *, about: bool, attrs: Mapping[str, str] | None = None) -> None:
        self.about = about
        self.labels = {"day": _("Dag"), "month": _("Maand"), "year": _("Jaar"), **({"about": _("Of ongeveer")} if about else {})}
        short = {"inputmode": "numeric", "maxlength": "4", **(attrs or {})}
        widgets = {part: forms.TextInput(attrs={**short, "aria-label": self.labels[part]}) for part in PARTS}
        if about:
            widgets["about"] = forms.TextInput(attrs={**(attrs or {}), "maxlength": "200", "aria-label": self.labels["about"]})
        super().__init__(widgets)

    def decompress(self, value: Mapping[str, Any] | None) -> list[Any]:
        return [(value or {}).get(part) for part in self.parts]

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of its inputs in order."""
        return (*PARTS, "about") if self.about else PARTS


class PartialDateField(forms.Field):
    """A date of which any part may be missing: {"year": 2025, "month": 3}, {"about": "vorige zomer"}, or None."""

    def __init__(self, *, exact: bool, attrs: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        self.exact = exact
        super().__init__(widget=PartialDateWidget(about=not exact, attrs=attrs), **kwargs)

    def to_python(self, value: list[Any] | None) -> dict[str, Any] | None:
        given = dict(zip(self.widget.parts, value or (), strict=False))
        date = {part: self._number(part, given.get(part)) for part in PARTS if str(given.get(part) or "").strip()}
        if self.exact and date and len(date) < len(PARTS):
            raise ValidationError("", code="not_exact")
        if {"day", "month"} <= date.keys() and date["day"] > monthrange(date.get("year", _LEAP_YEAR), date["month"])[1]:
            raise ValidationError("", code="no_such_day")
        if about := " ".join(without_signs(str(given.get("about") or "")).split())[:200]:
            date["about"] = about
        return date or None

    def has_changed(self, initial: Any, data: Any) -> bool:
        return True

    @staticmethod
    def _number(part: str, written: Any) -> int:
        least, most = _LIMITS[part]
        text = str(written).strip()
        if not (text.isascii() and text.isdigit() and len(text) <= 4 and least <= int(text) <= most):
            raise ValidationError("", code=part)
        return int(text)


class WholeNumberField(forms.Field):
    """A whole number in digits."""

    widget = forms.TextInput

    def __init__(self, *, minimum: int | None, maximum: int | None, **kwargs: Any) -> None:
        self.minimum, self.maximum = minimum, maximum
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> int | None:
        text = str(value if value is not None else "").strip()
        if not text:
            return None
        if not (text.isascii() and text.removeprefix("-").isdigit() and len(text) <= 9):
            raise ValidationError("", code="no_number")
        if self.minimum is not None and int(text) < self.minimum:
            raise ValidationError("", code="too_small", params={"least": self.minimum})
        if self.maximum is not None and int(text) > self.maximum:
            raise ValidationError("", code="too_large", params={"most": self.maximum})
        return int(text)


class ManyFilesInput(forms.FileInput):
    """A file input that takes several files at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """The files as they came; what they are and how large they may be is for whoever takes them in."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        return [one for one in (data if isinstance(data, (list, tuple)) else [data]) if one]
