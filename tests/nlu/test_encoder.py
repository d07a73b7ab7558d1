"""Training with a sentence encoder: a small one of our own here, the optional package if it is."""

from collections.abc import Sequence

import numpy as np
import pytest

from kauli.nlu import CachedEncoder, Model, encoder_available, load_encoder, train
from kauli.nlu.arrays import Floats

TOPICS = ("pizza pie margherita slice", "taxi cab ride driver", "hello hi salaam ahoy")
EXAMPLES = {
    "order": ["a pizza please", "one slice for me", "bring a pie"],
    "ride": ["a taxi please", "one ride for me", "call a cab"],
    "greet": ["hello", "hi there", "salaam to you"],
}


def _topics(texts: Sequence[str]) -> Floats:
    """A vector a text: how many of its words belong to each topic, and one that all share."""
    rows = [
        [1.0, *(sum(word in topic.split() for word in text.lower().split()) for topic in TOPICS)]
        for text in texts
    ]
    return np.array(rows, np.float32)


@pytest.fixture
def encoder() -> CachedEncoder:
    return CachedEncoder("topics", _topics)


def test_words_that_only_the_encoder_knows_are_understood(encoder: CachedEncoder) -> None:
    plain, encoded = train(EXAMPLES), train(EXAMPLES, encoder)
    assert encoded.classify("margherita")[0][0] == "order"
    assert encoded.classify("margherita")[0][1] > plain.classify("margherita")[0][1]
    assert encoded.encoder == "topics"
    assert plain.encoder == ""


def test_a_model_with_an_encoder_is_the_same_after_storage(encoder: CachedEncoder) -> None:
    model = train(EXAMPLES, encoder)
    again = Model.from_bytes(model.to_bytes(), encoder)
    assert again.to_bytes() == model.to_bytes() == train(EXAMPLES, encoder).to_bytes()
    for message in ("margherita now", "driver?", "ahoy", "quantum gravity", ""):
        assert again.classify(message) == model.classify(message)


def test_without_its_encoder_a_model_answers_by_its_plain_half(encoder: CachedEncoder) -> None:
    data = train(EXAMPLES, encoder).to_bytes()
    plain = train(EXAMPLES)
    other = CachedEncoder("another", _topics)
    for without in (Model.from_bytes(data), Model.from_bytes(data, other)):
        assert without.encoder == "topics"
        assert without.to_bytes() == data
        for message in ("a pizza for my mother", "margherita", "ahoy"):
            assert without.classify(message) == plain.classify(message)


def test_texts_are_encoded_in_batches_and_once() -> None:
    asked: list[int] = []

    def encode(texts: list[str]) -> Floats:
        asked.append(len(texts))
        return _topics(texts)

    encoder = CachedEncoder("counting", encode)
    texts = [f"pizza {number}" for number in range(70)]
    first = encoder(texts)
    assert encoder([texts[3], *texts]).shape == (71, 4)
    assert (encoder(texts) == first).all()
    assert sum(asked) == 70
    assert max(asked) <= 32


def test_an_encoder_is_never_handed_what_is_no_text() -> None:
    seen: list[str] = []

    def encode(texts: list[str]) -> Floats:
        seen.extend(texts)
        return _topics(texts)

    CachedEncoder("strict", encode)(["nul \0 here", "lone \ud800 surrogate", "x" * 10_000])
    assert all("\0" not in text and len(text) <= 500 for text in seen)
    assert all(text.encode() for text in seen)


@pytest.mark.skipif(not encoder_available(), reason="kauli[nlu] is not installed")
def test_the_optional_encoder_joins_languages() -> None:
    model = train(
        {
            "order": ["I need a pizza", "order a pizza", "can I get something to eat"],
            "weather": ["will it rain tomorrow", "what is the weather like", "is it hot outside"],
            "thanks": ["thank you", "much appreciated", "thanks a lot"],
        },
        load_encoder(),
    )
    assert model.classify("va-t-il pleuvoir demain")[0][0] == "weather"
    assert model.classify("merci beaucoup")[0][0] == "thanks"
