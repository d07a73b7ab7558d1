"""``kauli serve`` and ``kauli worker`` as processes, and the ports they take."""

import re
import signal
import socket

import pytest

from kauli.cli.serving import listen, listen_near, url_of
from kauli.kit.errors import Conflict


def test_a_server_serves_while_commands_work_on_its_data_until_ctrl_c(pizza) -> None:
    with pizza.running("serve", "--port", "0") as server:
        greeting = pizza.read_until(server, "Ctrl-C")
        assert "key create --name me --data-dir" in greeting
        url = re.search(r"http://127\.0\.0\.1:\d+", greeting)[0]

        assert "does not accept this key" in pizza.fails("chat", "PizzaBot", "--url", url)
        key = pizza.ok("key", "create", "--name", "test").last_line
        through = ("--url", url, "--key", key)
        chat = pizza.ok("chat", "PizzaBot", *through, "--trace", stdin="I need a pizza\n2\n").out
        assert "bot  With pleasure! How many pizzas shall we bake?" in chat
        assert "# intent order_pizza 1.00" in chat
        assert "     [image] http://127.0.0.1:5000/static/pizza.png" in chat
        assert "Did you mean PizzaBot?" in pizza.fails("chat", "PizaBot", *through)

        server.send_signal(signal.SIGINT)
        assert server.wait(20) == 0
        assert "Traceback" not in server.stderr.read()


def test_a_server_with_a_key_prints_no_instruction_and_ends_on_sigterm(pizza) -> None:
    pizza.ok("key", "create", "--name", "test")
    with pizza.running("serve", "--port", "0") as server:
        assert "key create" not in pizza.read_until(server, "Ctrl-C")
        server.send_signal(signal.SIGTERM)
        assert server.wait(20) == 0


def test_an_open_server_needs_no_key(pizza) -> None:
    with pizza.running("serve", "--port", "0", "--open") as server:
        greeting = pizza.read_until(server, "Ctrl-C")
        assert "any or none" in greeting
        url = re.search(r"http://127\.0\.0\.1:\d+", greeting)[0]
        chat = pizza.ok("chat", "PizzaBot", "--url", url, stdin="I need a pizza\n").out
        assert "With pleasure" in chat


def test_a_worker_works_until_ctrl_c(pizza) -> None:
    with pizza.running("worker") as worker:
        pizza.read_until(worker, "Delivering")
        worker.send_signal(signal.SIGINT)
        assert worker.wait(20) == 0


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "kauli.example"])
def test_an_open_server_is_for_this_machine_only(kauli, host: str) -> None:
    assert "--open" in kauli.fails("serve", "--open", "--host", host)


def test_a_port_in_use_is_one_sentence(kauli) -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        sentence = f"Port {port} of 127.0.0.1 is in use; choose another with --port."
        assert kauli.fails("serve", "--port", port) == sentence
        assert kauli.fails("demo", "--port", port) == sentence
    assert not kauli.data_dir.exists()


def test_a_host_that_is_not_here_is_one_sentence(kauli) -> None:
    assert "192.0.2.1" in kauli.fails("serve", "--host", "192.0.2.1")


def test_the_next_free_port_is_taken() -> None:
    with listen("127.0.0.1", 0) as taken:
        port = taken.getsockname()[1]
        with listen_near("127.0.0.1", port) as near:
            assert port < near.getsockname()[1] < port + 20


def test_when_all_near_ports_are_taken_it_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def taken(*_: object) -> socket.socket:
        raise Conflict("in use")

    monkeypatch.setattr("kauli.cli.serving.listen", taken)
    with pytest.raises(Conflict, match="8000 to 8019"):
        listen_near("127.0.0.1", 8000)


@pytest.mark.parametrize(
    ("host", "url"), [("127.0.0.1", "http://127.0.0.1:"), ("::1", "http://[::1]:")]
)
def test_the_address_is_one_to_open(host: str, url: str) -> None:
    if host == "::1" and not socket.has_ipv6:
        pytest.skip("no IPv6 here")
    with listen(host, 0) as listener:
        assert url_of(listener).startswith(url)
