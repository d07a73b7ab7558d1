"""What each role may do."""

import pytest

from kauli.kit.errors import Forbidden, Invalid
from kauli.services import Principal
from kauli.services.roles import Role, require, role_of


def _as(role: str) -> Principal:
    return Principal(1, 1, "amina", role)


@pytest.mark.parametrize("needed", list(Role))
@pytest.mark.parametrize("held", list(Role))
def test_each_role_may_do_what_the_ones_below_it_may(held: Role, needed: Role) -> None:
    order = ["viewer", "editor", "admin", "owner"]
    if order.index(held) >= order.index(needed):
        require(_as(held), needed)
    else:
        with pytest.raises(Forbidden) as refused:
            require(_as(held), needed)
        assert refused.value.code == "role_too_low"
        assert needed in refused.value.message
        assert held in refused.value.message


@pytest.mark.parametrize("unknown", ["", "Owner", "root"])
def test_a_role_that_nobody_knows_may_do_nothing(unknown: str) -> None:
    with pytest.raises(Forbidden):
        require(_as(unknown), Role.VIEWER)
    with pytest.raises(Invalid) as refused:
        role_of(unknown)
    assert refused.value.code == "bad_role"
