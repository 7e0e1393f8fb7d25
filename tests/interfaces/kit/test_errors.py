import pytest
from django.template import TemplateDoesNotExist
from django.test import override_settings

from gehoor.interfaces.kit import errors

pytestmark = pytest.mark.django_db

STORY = "Ik mag niet meer naar school.\nNiemand vroeg mij iets."


def test_a_form_whose_session_is_gone_stands_there_again_and_goes_through(phone):
    typed = "anker lepel wolk trein kaars boter vijver en een heel lang woord erbij"
    answer = phone.post("/back/", {"code": typed, "csrfmiddlewaretoken": "oud"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert typed in page
    phone.answer = answer
    phone.press(to="/back/", code="anker lepel wolk")
    assert phone.status == 422 and "Deze code kennen wij niet" in phone.text


def test_what_another_site_sends_is_not_put_on_our_page(phone):
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elders.example"}):
        answer = phone.post("/back/", {"code": STORY}, headers=headers)
        assert answer.status_code == 403
        assert "Niemand vroeg" not in answer.content.decode()


@pytest.mark.parametrize("secret", ["password", "passphrase", "new_passphrase", "recovery_code"])
def test_a_secret_is_never_shown_again(phone, secret):
    answer = phone.post("/werk/", {"login": "noor", secret: "luister-naar-mij", "note": STORY})
    assert "luister-naar-mij" not in answer.content.decode()
    assert "Niemand vroeg" not in answer.content.decode()


def test_text_is_shown_as_it_was_typed_and_never_obeyed(phone):
    answer = phone.post("/back/", {"code": '</textarea><script>alert("dag")</script>' + "x" * 80})
    assert b"<script>alert" not in answer.content


@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=500)
def test_far_too_much_is_said_to_be_too_much(phone):
    answer = phone.post("/back/", {"code": "x" * 1_000})
    assert answer.status_code == 413
    assert b"tel:112" in answer.content


def test_when_even_the_page_breaks_the_bare_words_and_a_number_remain(phone, monkeypatch):
    real = errors.render_to_string

    def breaks(name, *args, **kwargs):
        if name == "errors/error.html":
            raise TemplateDoesNotExist(name)
        return real(name, *args, **kwargs)

    monkeypatch.setattr(errors, "render_to_string", breaks)
    answer = phone.get("/nergens/x/y")
    assert answer.status_code == 404
    assert b"tel:112" in answer.content and b"Deze pagina is er niet" in answer.content


def test_who_works_here_gets_the_words_in_the_frame_of_their_side(phone):
    assert 'class="staff"' in phone.open("/werk/nergens/x")
