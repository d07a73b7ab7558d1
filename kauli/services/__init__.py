"""What people do: accounts, bots, conversations, endpoints, deliveries."""

from kauli.services.principal import Principal
from kauli.services.roles import Role, require
from kauli.services.services import Options, Services, make_services

__all__ = ["Options", "Principal", "Role", "Services", "make_services", "require"]
