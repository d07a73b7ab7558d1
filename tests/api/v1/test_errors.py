"""The one shape of errors."""

import json

from kauli.api.v1.errors import render
from kauli.kit.errors import Invalid, NotFound, Problem


def test_an_error_is_a_code_a_sentence_and_its_problems():
    status, body = render(NotFound("There is no bot 5.", code="bot_not_found"))
    assert (status, json.loads(body)) == (
        404,
        {"error": {"code": "bot_not_found", "message": "There is no bot 5.", "problems": []}},
    )


def test_every_problem_says_where_it_is():
    problems = [Problem(("body", "name"), "A bot needs a name.", "missing")]
    _, body = render(Invalid("A bot needs a name.", code="bad_name", problems=problems))
    assert json.loads(body)["error"]["problems"] == [
        {"where": ["body", "name"], "message": "A bot needs a name.", "kind": "missing"}
    ]
