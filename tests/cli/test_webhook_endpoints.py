"""``kauli webhook list``, ``add``, ``remove`` and ``rotate``."""

import pytest

from kauli.delivery.signing import new_secret

ORDER = "I need a pizza\n2\ncheese\nUhuru Street 12\n0712345678\n1\n"
ADD = ("webhook", "add", "PizzaBot", "--url", "https://books.example/in")


@pytest.fixture
def books(pizza):
    """PizzaBot with one more endpoint."""
    pizza.ok(*ADD, "--name", "Books", "--trigger", "order_pizza")
    return pizza


def test_an_endpoint_is_added_beside_the_webhook(pizza) -> None:
    made = pizza.ok(
        *(*ADD, "--name", "Books", "--trigger", "order_pizza", "--token", "t0ken"),
        *("--header", "X-Shop=sh0p", "--shape", "envelope", "--schedule", "1m,1h"),
        *("--timeout", "10s", "--rate-limit", "60", "--concurrency", "2"),
    )
    assert made.last_line.startswith("whsec_")
    assert "t0ken" not in made.out
    assert "sh0p" not in made.out
    for said in ("envelope", "1 min, 1 h", "10 s", "60 attempts a minute", "2 attempts at once"):
        assert said in made.out
    webhook, books = pizza.ok("webhook", "list", "PizzaBot").rows
    assert (webhook["name"], webhook["state"]) == ("Webhook", "on")
    assert (books["name"], books["url"]) == ("Books", "https://books.example/in")
    pizza.ok("chat", "PizzaBot", stdin=ORDER)
    assert {one["to"] for one in pizza.ok("deliveries").rows} == {webhook["url"], books["url"]}


def test_an_endpoint_is_set_by_its_name_or_its_id(books) -> None:
    (webhook, added) = books.ok("webhook", "list", "1").rows
    for wanted in ("books", "Books", added["id"]):
        shown = books.ok("webhook", "set", "1", "--endpoint", wanted, "--rate-limit", "7").out
        assert f"endpoint    Books, {added['id']}" in shown
        assert "7 attempts a minute" in shown
    assert "rate limit" not in books.ok("webhook", "set", "1").out
    assert books.ok("webhook", "list", "1").rows == [webhook, added]


def test_a_trigger_of_another_endpoint_is_checked_too(books) -> None:
    shown = books.ok("webhook", "set", "1", "--endpoint", "Books", "--trigger", "pey").out
    assert "pey" in shown.splitlines()[-1]
    assert "pey" not in books.ok("webhook", "set", "1").out


def test_names_that_fit_none_or_several_endpoints_are_said(books) -> None:
    assert "It has Webhook, Books." in books.fails("webhook", "remove", "1", "Book")
    books.ok(*ADD, "--name", "books")
    said = books.fails("webhook", "set", "1", "--endpoint", "BOOKS", "--off")
    assert said.count("end_") == 2


def test_removing_an_endpoint_says_before_what_would_be_lost(books) -> None:
    books.ok("chat", "PizzaBot", stdin=ORDER)
    refused = books("webhook", "remove", "PizzaBot", "Books", stdin="n\n")
    assert refused.code == 1
    assert "Remove Books (https://books.example/in)? 1 delivery waiting" in refused.err
    assert len(books.ok("webhook", "list", "1").rows) == 2
    done = books.ok("webhook", "remove", "PizzaBot", "Books", stdin="y\n").out
    assert "cancelled 1 delivery" in done
    assert [one["name"] for one in books.ok("webhook", "list", "1").rows] == ["Webhook"]
    assert len(books.ok("deliveries", "--status", "cancelled").rows) == 1
    assert len(books.ok("deliveries", "--status", "pending").rows) == 1


def test_removing_does_not_ask_where_it_was_told_not_to(books) -> None:
    assert books.ok("webhook", "remove", "1", "Books", "--yes").out.startswith("Removed Books")


def test_a_rotated_secret_is_the_last_line_and_the_old_one_is_said_to_go_on(books) -> None:
    first = books.ok("webhook", "secret", "PizzaBot").last_line
    rotated = books.ok("webhook", "rotate", "PizzaBot")
    assert rotated.last_line != first
    assert rotated.last_line.startswith("whsec_")
    assert f"{first[:10]}…{first[-4:]} goes on signing until" in rotated.err
    assert books.ok("webhook", "secret", "PizzaBot").last_line == rotated.last_line
    ended = books.ok("webhook", "rotate", "PizzaBot", "--overlap", "0")
    assert "goes on" not in ended.err


def test_another_endpoints_secret_can_become_a_key_pair(books) -> None:
    of_books = ("PizzaBot", "--endpoint", "Books")
    rotated = books.ok("webhook", "rotate", *of_books, "--ed25519", "--overlap", "2d")
    assert rotated.last_line.startswith("whpk_")
    assert books.ok("webhook", "secret", *of_books).last_line == rotated.last_line
    assert books.ok("webhook", "secret", "PizzaBot").last_line.startswith("whsec_")
    back = books.ok("webhook", "rotate", *of_books, "--symmetric").last_line
    assert back.startswith("whsec_")


def test_a_secret_of_ones_own_comes_from_an_option_or_a_line(books) -> None:
    one, two = new_secret(), new_secret()
    assert books.ok("webhook", "rotate", "1", "--secret", one).last_line == one
    assert books.ok("webhook", "rotate", "1", "--secret", "-", stdin=f"{two}\n").last_line == two
    assert "whsec_" in books.fails("webhook", "rotate", "1", "--secret", "korosho")
    assert books.ok(*ADD, "--secret", one).last_line == one


def test_an_overlap_that_can_not_be_is_refused(books) -> None:
    assert "168 hours" in books.fails("webhook", "rotate", "1", "--overlap", "8d")
    assert books("webhook", "rotate", "1", "--overlap", "soon").code == 2
