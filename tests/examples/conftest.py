"""The examples as a reader of the checkout has them."""

import importlib.util
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType

import pytest
from standardwebhooks import Webhook

EXAMPLES = Path(__file__).parents[2] / "examples"
SECRET = "whsec_" + "QUJD" * 8


@pytest.fixture
def examples() -> Path:
    return EXAMPLES


@pytest.fixture(scope="session")
def order_desk() -> ModuleType:
    """The order desk's ``main.py``, imported as what it is: a file in a folder."""
    spec = importlib.util.spec_from_file_location("order_desk", EXAMPLES / "order_desk/main.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def secret() -> str:
    return SECRET


@pytest.fixture
def signed() -> Callable[..., dict[str, str]]:
    """Signs a body as Kauli does, with the independent library."""

    def sign(
        body: bytes, *, webhook_id: str = "dlv_1", secret: str = SECRET, age: float = 0
    ) -> dict[str, str]:
        moment = datetime.now(tz=UTC) - timedelta(seconds=age)
        return {
            "content-type": "application/json",
            "webhook-id": webhook_id,
            "webhook-timestamp": str(int(moment.timestamp())),
            "webhook-signature": Webhook(secret).sign(webhook_id, moment, body.decode()),
        }

    return sign
