"""An owner, and somebody of another workspace."""

import pytest

from kauli.services import Principal, Services


@pytest.fixture
async def owner(services: Services) -> Principal:
    return await services.accounts.ensure_owner()


@pytest.fixture
async def stranger(services: Services) -> Principal:
    await services.accounts.create_user("juma", "a long password")
    return await services.accounts.authenticate(
        await services.accounts.login("juma", "a long password")
    )
