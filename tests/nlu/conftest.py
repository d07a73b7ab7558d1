"""Small bots such as people write: four to seven phrases an intent, English, Swahili and both."""

from collections.abc import Mapping, Sequence

import pytest

from kauli.nlu import Model, train

LAUNDRY = {
    "greet": ["hello", "hi", "hey there", "good morning", "good evening"],
    "book_pickup": [
        "come and collect my clothes",
        "I have laundry to be picked up",
        "book a pickup",
        "can you fetch my dirty washing",
        "schedule a laundry collection",
    ],
    "ask_price": [
        "how much is a wash",
        "what do you charge per kilo",
        "price list",
        "how much for a suit",
    ],
    "opening_hours": [
        "when do you open",
        "are you open on Sunday",
        "what time do you close",
        "opening hours",
    ],
    "cancel": ["cancel", "cancel it", "never mind", "forget about it", "stop"],
    "thanks": ["thank you", "thanks a lot", "much appreciated", "great, thanks"],
}

USAFIRI = {
    "salamu": ["habari", "mambo", "shikamoo", "habari za asubuhi", "hujambo"],
    "omba_usafiri": [
        "nahitaji bodaboda",
        "naomba usafiri",
        "nitumie dereva",
        "nataka kwenda mjini",
        "niitie gari tafadhali",
    ],
    "uliza_nauli": [
        "nauli ni kiasi gani",
        "bei ya kwenda uwanja wa ndege",
        "mnatoza shilingi ngapi",
        "ni pesa ngapi hadi stendi",
    ],
    "dereva_wapi": [
        "dereva yuko wapi",
        "mbona dereva hajafika",
        "gari limechelewa",
        "atafika baada ya muda gani",
    ],
    "ghairi": ["ghairi", "acha", "sitaki tena", "futa safari yangu"],
    "asante": ["asante", "asante sana", "nashukuru", "shukrani"],
}

DUKA = {
    "greetings": ["hi", "niaje", "mambo vipi", "hello boss"],
    "order": [
        "nataka ku-order viatu",
        "I want to buy shoes",
        "naomba order ya viatu size 42",
        "can I order sneakers",
        "nichukulie pair moja",
    ],
    "delivery": [
        "mna delivery Mwanza",
        "do you deliver to Arusha",
        "delivery inachukua siku ngapi",
        "mtanitumia kwa basi",
    ],
    "payment": [
        "nalipa vipi",
        "can I pay with mobile money",
        "till number yenu ni ngapi",
        "mnapokea cash",
    ],
}


@pytest.fixture(scope="session")
def laundry_examples() -> Mapping[str, Sequence[str]]:
    return LAUNDRY


@pytest.fixture(scope="session")
def laundry() -> Model:
    return train(LAUNDRY)


@pytest.fixture(scope="session")
def usafiri() -> Model:
    return train(USAFIRI)


@pytest.fixture(scope="session")
def duka() -> Model:
    return train(DUKA)
