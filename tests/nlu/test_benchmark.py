"""The figures that the benchmark prints, held to cases that can be reckoned by hand."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.nlu.data import Labelled, few_shot, misspelt, read_set, small_bots
from benchmarks.nlu.figures import Guess, accuracy, auroc, balance, calibration_error

OWN = [Guess("a", 0.9), Guess("a", 0.7), Guess("b", 0.3)]
EXPECTED = ["a", "b", "b"]
FOREIGN = [Guess("a", 0.7), Guess("b", 0.1)]


def test_figures_are_what_they_are_called() -> None:
    assert accuracy(OWN, EXPECTED) == pytest.approx(2 / 3)
    assert auroc(OWN, FOREIGN) == pytest.approx((2 + 1.5 + 1) / 6)
    assert calibration_error(OWN, EXPECTED) == pytest.approx((0.1 + 0.7 + 0.7) / 3)
    assert balance(OWN, EXPECTED, FOREIGN, 0.6) == pytest.approx((1 / 3, 1 / 2, 5 / 12))


def test_typos_are_the_same_every_time_and_in_a_tenth_of_the_letters() -> None:
    text = "could you please bring me two large pizzas " * 20
    typed = misspelt(text, 1)
    assert typed == misspelt(text, 1) != misspelt(text, 2)
    changed = sum(a != b for a, b in zip(text.split(), typed.split(), strict=False))
    assert changed > 0
    assert abs(len(typed) - len(text)) < 0.1 * len(text)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    rows = [
        f'{{"text":"say {intent} {number}","intent":"{intent}","split":"{split}","lang":"en"}}'
        for intent in ("play_music", "play_radio", "set_alarm", "ask_time")
        for split, count in (("train", 20), ("dev", 4))
        for number in range(count)
    ]
    (tmp_path / "massive_en.jsonl").write_text("\n".join(rows) + "\n")
    return tmp_path


def test_the_two_parts_share_no_intent_and_make_the_whole(folder: Path) -> None:
    parts = [
        {row.intent for row in read_set(folder / "massive_en.jsonl", part)}
        for part in ("tune", "report", "all")
    ]
    assert parts[0] | parts[1] == parts[2]
    assert not parts[0] & parts[1]


def test_bots_are_asked_what_they_were_not_taught(folder: Path) -> None:
    rows: list[Labelled] = read_set(folder / "massive_en.jsonl")
    bot = few_shot(rows, 5, seed=0)
    assert {len(texts) for texts in bot.examples.values()} == {5}
    assert {row.split for row in bot.asked} == {"dev"}
    for small in small_bots(rows):
        assert not {row.text for row in small.asked} & set(small.foreign)


def test_the_benchmark_runs_and_says_what_is_missing(folder: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks.nlu", "--quick", "--only", "kauli", "--data", folder],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "clinc150 is left out" in ran.stdout
    assert "\nKauli\t" in ran.stdout
    assert "balance" in ran.stdout
