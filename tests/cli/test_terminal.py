"""What people see: a real terminal, with colours, boxes and bubbles."""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import termios
import time
from pathlib import Path

import pytest

_COLOURS = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]|\x1b\]8;[^\x1b]*\x1b\\")

_TAKE_TERMINAL = """
import fcntl, termios
from kauli.cli import main
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
main()
"""
"""Runs ``kauli`` as the program that the terminal's Ctrl-C goes to."""


class Terminal:
    """A terminal of some width with a command running in it."""

    def __init__(self, env: dict[str, str], *args: str, columns: int = 80) -> None:
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-c", _TAKE_TERMINAL, *args],
            env=os.environ | env | {"TERM": "xterm-256color"},
            stdin=slave,
            stdout=slave,
            stderr=slave,
            start_new_session=True,
        )
        os.close(slave)
        self.raw = ""

    @property
    def text(self) -> str:
        return _COLOURS.sub("", self.raw).replace("\r", "")

    def type(self, text: str) -> None:
        os.write(self._master, text.encode())

    def wait_for(self, what: str, seconds: float = 40) -> str:
        """Everything on the screen once ``what`` is."""
        return self._read(seconds, what)

    def end(self, seconds: float = 40) -> int:
        self._read(seconds, None)
        return self.process.wait(seconds)

    def interrupt(self) -> int:
        """Press Ctrl-C until it is heard: between the prompt and the reading nobody listens.

        Not again soon: a second one kills what is just closing the database on a busy machine.
        """
        for _ in range(4):
            self.type("\x03")
            try:
                return self.process.wait(15)
            except subprocess.TimeoutExpired:
                continue
        raise AssertionError(self.text)

    def _read(self, seconds: float, what: str | None) -> str:
        deadline = time.monotonic() + seconds
        while what is None or what not in self.text:
            assert time.monotonic() < deadline, self.text
            if select.select([self._master], [], [], 0.1)[0]:
                try:
                    self.raw += os.read(self._master, 65536).decode()
                except OSError:  # the other end is closed
                    break
        assert what is None or what in self.text, self.text
        return self.text

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self._master)


@pytest.fixture
def terminal(request: pytest.FixtureRequest):
    def start(kauli, *args: object, columns: int = 80) -> Terminal:
        one = Terminal(kauli.env, *map(str, args), columns=columns)
        request.addfinalizer(one.close)
        return one

    return start


def test_the_chat_is_in_bubbles_left_and_right_until_ctrl_c(pizza, terminal) -> None:
    chat = terminal(pizza, "chat", "PizzaBot")
    chat.wait_for("you > ")
    chat.type("I need a pizza\r")
    lines = chat.wait_for("shall we bake?").splitlines()
    mine = next(line for line in lines if line.endswith("│ I need a pizza │"))
    assert len(mine) == 80
    assert any(line.startswith("╭─ PizzaBot ─") for line in lines)
    assert any(line.startswith("│ With pleasure! How many pizzas") for line in lines)
    assert chat.interrupt() == 0
    assert "Traceback" not in chat.text


def test_the_chat_ends_with_ctrl_d(pizza, terminal) -> None:
    chat = terminal(pizza, "chat", "PizzaBot")
    chat.wait_for("you > ")
    chat.type("\x04")
    assert chat.end() == 0


@pytest.mark.parametrize("args", [["bot", "show", "PizzaBot"], ["webhook", "set", "--help"]])
def test_nothing_is_wider_than_the_terminal(pizza, terminal, args: list[str]) -> None:
    shown = terminal(pizza, *args)
    assert shown.end() == 0
    assert 60 < max(map(len, shown.text.splitlines())) <= 80


def test_ids_are_never_cut(pizza, terminal) -> None:
    order = "I need a pizza\n2\ncheese\nUhuru Street 12\n0712345678\n1\n"
    pizza.ok("chat", "PizzaBot", stdin=order)
    id_ = pizza.ok("deliveries").rows[0]["id"]
    shown = terminal(pizza, "deliveries", columns=60)
    assert shown.end() == 0
    assert id_ in shown.text


def test_many_are_counted_asked_about_and_done_behind_a_bar(pizza, terminal) -> None:
    pizza.ok(
        "chat", "PizzaBot", stdin="I need a pizza\n2\ncheese\nUhuru Street 12\n0712345678\n1\n"
    )
    cancel = terminal(pizza, "deliveries", "cancel")
    cancel.wait_for("Call off 1 delivery? [y/N]:")
    cancel.type("y\r")
    assert cancel.end() == 0
    assert re.search(r"Calling off ━+ 1/1", cancel.text)
    assert cancel.text.rstrip().endswith("Called off 1 delivery.")
    assert max(map(len, cancel.text.splitlines()[-1:])) <= 80


def test_an_error_is_red_and_a_wrong_option_in_a_box(pizza, terminal) -> None:
    error = terminal(pizza, "bot", "show", "Pizza")
    assert error.end() == 1
    assert "\x1b[1;31mError: " in error.raw
    usage = terminal(pizza, "bot", "shwo")
    assert usage.end() == 2
    assert "╭─ Error" in usage.text
    assert "Did you mean 'show'?" in usage.text


def test_a_test_is_shown_and_asked_about_before_it_is_sent(pizza, terminal, desk) -> None:
    pizza.ok("webhook", "set", "1", "--url", desk.url)
    desk.secret = pizza.ok("webhook", "secret", "1").last_line
    for answer, sent in (("n", 0), ("y", 1)):
        asked = terminal(pizza, "webhook", "test", "PizzaBot", "--open")
        asked.wait_for("Send it? [Y/n]")
        assert len(desk.received) == 0
        asked.type(f"{answer}\r")
        assert asked.end() == 0
        assert len(desk.received) == sent
        assert ("Delivered" in asked.text) == bool(sent)


def test_the_doctor_keeps_within_the_terminal(pizza, terminal, unused_tcp_port) -> None:
    url = f"http://127.0.0.1:{unused_tcp_port}/new-order"
    shown = terminal(pizza, "webhook", "doctor", url, "--bot", "1", "--open")
    assert shown.end() == 1
    assert "wrong     valid      an ordinary delivery" in shown.text
    assert "\x1b[1;31mnot ready" in shown.raw
    assert max(map(len, shown.text.splitlines())) <= 80


def test_the_demo_shows_the_delivery_in_a_panel(kauli, terminal, tmp_path: Path) -> None:
    kauli.env["TMPDIR"] = str(tmp_path)
    demo = terminal(kauli, "demo", "--port", "0", "--exit", columns=80)
    assert demo.end(80) == 0
    assert re.search(r"┏━+  POST http://127\.0\.0\.1:\d+/new-order  ━+┓", demo.text)
    assert '┃    "choice_confirmation": "1"' in demo.text
    assert "╭─  Text message to the person in charge  ─" in demo.text
    assert max(map(len, demo.text.splitlines())) <= 80


def test_the_live_view_shows_endpoints_and_deliveries_until_ctrl_c(pizza, terminal) -> None:
    live = terminal(pizza, "deliveries", "--watch")
    live.wait_for("kauli chat PizzaBot")  # what to do while there is nothing to see
    order = "I need a pizza\n2\ncheese\nUhuru Street 12\n0712345678\n1\n"
    pizza.ok("chat", "PizzaBot", stdin=order)
    id_ = pizza.ok("deliveries").rows[0]["id"]
    shown = live.wait_for(id_)
    assert "PizzaBot, Webhook: nothing sent yet, 1 waiting" in shown
    assert max(map(len, shown.splitlines())) <= 80
    assert live.interrupt() == 0
    assert "Traceback" not in live.text


def test_the_status_of_endpoints_has_a_line_for_each(pizza, terminal) -> None:
    shown = terminal(pizza, "webhook", "status")
    assert shown.end() == 0
    assert "PizzaBot, Webhook  http://127.0.0.1:5000/new-order\n  nothing sent yet" in shown.text
    assert max(map(len, shown.text.splitlines())) <= 80
