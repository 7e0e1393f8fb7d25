"""What is typed in one line, and an age."""

import pytest
from django import forms

from gehoor.interfaces.kit.lines import AgeField, LineInput


class Form(forms.Form):
    name = forms.CharField(widget=LineInput, max_length=10)
    age = AgeField(required=False)


def test_a_name_comes_in_without_signs_that_nobody_sees_and_on_one_line():
    form = Form({"name": "\u202eA\u200bm\nir"})
    assert form.is_valid()
    assert form.cleaned_data["name"] == "Am ir"


def test_a_name_of_such_signs_alone_is_no_name():
    assert Form({"name": "\u202e\u200b"}).errors["name"].as_data()[0].code == "required"


@pytest.mark.parametrize("said", ["-1", "- 3", "+4", "−2", "121", "1500"])
def test_a_number_that_is_nobodys_age_is_refused_by_name(said):
    assert Form({"name": "Amir", "age": said}).errors.as_data()["age"][0].code == "no_age"


@pytest.mark.parametrize("said", ["", "0", "12", "120", "ongeveer 12", "12-13", "5 ½"])
def test_an_age_in_years_or_in_words_is_taken(said):
    form = Form({"name": "Amir", "age": said})
    assert form.is_valid()
    assert form.cleaned_data["age"] == said
