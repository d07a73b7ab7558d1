"""Errors in the shapes that the published clients decode."""

import json

from kauli.api.sarufi.errors import render
from kauli.kit.errors import Conflict, Forbidden, Invalid, NotFound, Problem, Unauthorized


def _json(error):
    status, body = render(error)
    return status, json.loads(body)


def test_a_plain_error_says_the_same_under_three_names():
    for error in (Unauthorized("No."), Forbidden("No."), NotFound("No."), Conflict("No.")):
        assert _json(error) == (
            error.status,
            {"detail": "No.", "message": "No.", "error": "No."},
        )


def test_a_422_lists_its_problems_with_every_step_of_their_place_as_text():
    problems = [Problem(("body", "flows", "3"), "Wrong.", "value_error")]
    assert _json(Invalid("All wrong.", problems=problems)) == (
        422,
        {
            "detail": [{"loc": ["body", "flows", "3"], "msg": "Wrong.", "type": "value_error"}],
            "message": "All wrong.",
            "error": "All wrong.",
        },
    )


def test_a_422_without_problems_still_lists_one():
    status, body = _json(Invalid("The body is not JSON.", code="not_json"))
    assert status == 422
    assert body["detail"] == [{"loc": ["body"], "msg": "The body is not JSON.", "type": "not_json"}]


def test_an_expired_key_is_told_in_the_words_at_which_old_sdks_sign_in_again():
    status, body = _json(Unauthorized("It has expired.", code="key_expired"))
    assert (status, body["detail"]) == (400, "Token Expired")
