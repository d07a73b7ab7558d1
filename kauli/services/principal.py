"""Who asks: every service method starts from one, and sees nothing outside its workspace."""

from dataclasses import dataclass

__all__ = ["Principal"]


@dataclass(frozen=True, slots=True)
class Principal:
    """A member of a workspace, as a key or a sign-in proved them to be."""

    workspace_id: int
    user_id: int
    username: str
    role: str
