import pytest

pytestmark = pytest.mark.django_db

TEXTS = ("expectations", "privacy", "accessibility")


def test_every_reader_has_the_texts_that_every_reader_must_have(phone, service):
    for audience in service.about.audiences:
        for name in TEXTS:
            text = service.page(name, audience=audience.code, language="nl")
            page = phone.open(f"/{audience.path}/about/{name}")
            assert phone.status == 200
            assert f"<h1>{text.title}</h1>" in page


def test_every_number_for_danger_stands_under_a_text_and_under_a_question(phone, service, child):
    numbers = [line.number for line in service.about.lines if line.emergency]
    assert numbers
    text = phone.open(f"/{child.path}/about/expectations")
    question = phone.begin(child.path).text
    for page in (text, question):
        assert all(f'href="tel:{number}"' in page for number in numbers)


def test_without_a_door_the_first_version_is_shown_and_the_others_are_named(phone, service, adult):
    page = phone.open("/about/privacy")
    assert phone.status == 200
    assert adult.title.text("nl") in page


def test_they_are_found_from_the_foot_of_the_first_page(phone, child):
    page = phone.open(f"/{child.path}/")
    for name in TEXTS:
        assert f"/{child.path}/about/{name}" in page


def test_there_is_no_other_text(phone, child):
    phone.open(f"/{child.path}/about/geheim")
    assert phone.status == 404


def test_markup_in_a_declared_text_is_shown_and_not_obeyed():
    from gehoor.interfaces.kit.templatetags.kit import markdown

    assert "<script>" not in markdown("Dag <script>alert(1)</script>")
