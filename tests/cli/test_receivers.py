"""``kauli webhook test`` and ``kauli webhook doctor``, against a receiver on this machine."""

import json

import pytest

ORDER = "I need a pizza\n2\ncheese\nUhuru Street 12\n0712345678\n1\n"


@pytest.fixture
def shop(pizza, desk):
    """PizzaBot with the desk as its webhook."""
    pizza.ok("webhook", "set", "1", "--url", desk.url, "--trigger", "order_pizza")
    desk.secret = pizza.ok("webhook", "secret", "1").last_line
    return pizza


def test_a_test_shows_what_it_sends_then_what_came_back(shop, desk) -> None:
    shop.ok("webhook", "set", "1", "--token", "t0ken")
    shown = shop.ok("webhook", "test", "PizzaBot", "--open").out.splitlines()
    ((headers, body),) = desk.received
    assert shown[0] == f"POST {desk.url}"
    assert f"  > webhook-id: {headers['webhook-id']}" in shown
    assert f"  > webhook-signature: {headers['webhook-signature']}" in shown
    assert "  > authorization: (hidden)" in shown
    assert "  > kauli-test: 1" in shown
    assert body.decode() in shown
    assert json.loads(body)["phone_number"] == "0712345678"
    assert headers["authorization"] == "Bearer t0ken"
    assert any(line.startswith("HTTP 200 in ") for line in shown)
    assert "  sawa" in shown
    assert shown[-1] == "Delivered: the receiver answered 200."
    assert shop.ok("deliveries").rows == []


def test_show_shows_and_sends_nothing(shop, desk) -> None:
    shown = shop.ok("webhook", "test", "1", "--show", "--trigger", "address").out
    assert desk.received == []
    assert "  > kauli-event: address" in shown
    assert "HTTP" not in shown


def test_without_leave_nothing_goes_to_this_machine_and_the_way_is_named(shop, desk) -> None:
    for args in (["test", "1"], ["doctor", desk.url, "--bot", "1"]):
        outcome = shop("webhook", *args)
        assert outcome.code == 1
        assert "KAULI_ALLOW_PRIVATE" in outcome.out
        assert "--open" in outcome.err
    assert desk.received == []


def test_what_a_delivery_sent_goes_to_another_url_without_the_token(shop, desk) -> None:
    shop.ok("webhook", "set", "1", "--url", "https://pizza.example/", "--token", "t0ken")
    shop.ok("chat", "PizzaBot", "--chat-id", "c1", stdin=ORDER)
    (row,) = shop.ok("deliveries").rows
    args = ["--delivery", row["id"], "--url", desk.url, "--open", "--yes"]
    shop.ok("webhook", "test", "PizzaBot", *args)
    ((headers, body),) = desk.received
    assert json.loads(body)["pizza_toppings"] == "cheese"
    assert "authorization" not in headers
    assert shop.ok("deliveries").rows == [row]


def test_a_test_that_is_not_taken_fails(shop, desk) -> None:
    desk.status = 503
    outcome = shop("webhook", "test", "1", "--open")
    assert outcome.code == 1
    assert outcome.last_line.startswith("The receiver answered 503")


def test_wrong_names_are_named(shop) -> None:
    assert "ordr" in shop.fails("webhook", "test", "1", "--trigger", "ordr")
    assert "end_x" in shop.fails("webhook", "test", "1", "--endpoint", "end_x")
    assert "dlv_x" in shop.fails("webhook", "test", "1", "--delivery", "dlv_x")


@pytest.mark.usefixtures("hasty_doctor")
def test_the_doctor_finds_a_right_receiver_ready(shop, desk) -> None:
    outcome = shop.ok("webhook", "doctor", desk.url, "--bot", "PizzaBot", "--open")
    head, *rows = outcome.out[: outcome.out.index("\n\n")].splitlines()
    assert head.split("\t") == ["grade", "probe", "expected", "came", "sentence"]
    assert {row.split("\t")[0] for row in rows} == {"good"}
    assert len(rows) == 12
    assert outcome.out.splitlines()[-2:] == ["ready", "All 12 went as they should."]
    assert all(headers["kauli-test"] == "1" for headers, _ in desk.received)
    assert json.loads(desk.received[0][1])["phone_number"] == "0712345678"


@pytest.mark.usefixtures("hasty_doctor")
def test_the_doctor_needs_no_bot_where_there_is_a_secret(kauli, desk, tmp_path) -> None:
    secret = desk.secret = "whsec_" + "QUJD" * 8
    body = tmp_path / "body.json"
    body.write_text('{"chat_id": "1", "chakula": "ndizi é"}')
    args = ["--secret", secret, "--body", body, "--token", "t0ken", "--open", "--json"]
    report = json.loads(kauli.ok("webhook", "doctor", desk.url, *args).out)
    assert (report["verdict"], report["ended_early"]) == ("ready", False)
    assert [probe["grade"] for probe in report["probes"]] == ["good"] * 12
    assert report["probes"][7]["replies"][1]["status"] == 200
    assert desk.received[0][1] == body.read_bytes()
    assert desk.received[0][0]["authorization"] == "Bearer t0ken"
    assert not kauli.data_dir.exists()


@pytest.mark.usefixtures("hasty_doctor")
def test_the_doctor_finds_a_wrong_receiver_not_ready(shop, desk) -> None:
    desk.secret = "whsec_" + "QUJD" * 8
    outcome = shop("webhook", "doctor", desk.url, "--bot", "PizzaBot", "--open")
    assert outcome.code == 1
    assert outcome.out.splitlines()[-2] == "not ready"
    assert outcome.last_line.startswith("7 of 12 went wrong: valid,")


def test_the_doctor_leaves_early_where_nobody_is(kauli, unused_tcp_port) -> None:
    url = f"http://127.0.0.1:{unused_tcp_port}/"
    outcome = kauli("webhook", "doctor", url, "--secret", "whsec_" + "QUJD" * 8, "--open")
    assert outcome.code == 1
    assert "Nothing is listening" in outcome.out
    assert outcome.last_line == "The other 11 probes were left out."


def test_the_doctor_asks_for_what_is_missing(kauli, tmp_path) -> None:
    url = "https://pizza.example/"
    secret = "whsec_" + "QUJD" * 8
    assert "--secret" in kauli.fails("webhook", "doctor", url)
    assert "--bot" in kauli.fails("webhook", "doctor", url, "--bot", "1", "--secret", secret)
    assert "URL" in kauli.fails("webhook", "doctor", "nowhere", "--secret", secret)
    outcome = kauli("webhook", "doctor", url, "--secret", "x")
    assert (outcome.code, "whsec_" in outcome.err) == (1, True)
    list_ = tmp_path / "list.json"
    list_.write_text("[]")
    assert "JSON object" in kauli.fails(
        "webhook", "doctor", url, "--secret", secret, "--body", list_
    )
