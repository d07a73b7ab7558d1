"""Settings: each an environment variable with the prefix ``KAULI_``, each with a sane default."""

from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

__all__ = ["Settings"]


class Settings(BaseSettings):
    """How a Kauli runs; see docs/configuration.md."""

    model_config = SettingsConfigDict(env_prefix="KAULI_", extra="ignore")

    data_dir: Path = Field(Path("kauli-data"), description="Folder of the SQLite file.")
    database_url: str = Field("", description="postgresql://… to use PostgreSQL instead.")
    database_connections: int = Field(
        10, ge=1, le=500, description="Most connections to PostgreSQL that one process opens."
    )
    host: str = Field("127.0.0.1", description="Address to listen on.")
    port: int = Field(8000, ge=0, le=65535, description="Port to listen on.")
    behind_proxy: bool = Field(
        False, description="Believe a proxy on this machine about who is asking."
    )
    open: bool = Field(
        False, description="Accept any key or none, from this machine only: for local use."
    )
    allow_private: str = Field(
        "",
        description="Private networks and hosts that webhooks and middleware may reach, "
        "comma-separated: 127.0.0.0/8, 10.0.0.5, shop.local",
    )
    allow_registration: bool = Field(False, description="Let anybody make an account over the API.")
    starter_content: bool = Field(
        True, description="Give a bot made with neither intents nor flows some small talk."
    )
    middleware_timeout: float = Field(
        10.0, gt=0, le=120, description="Seconds a middleware call may take."
    )
    delivery_timeout: float = Field(
        15.0, gt=0, le=120, description="Seconds a webhook's receiver may take to answer."
    )
    delivery_concurrency: int = Field(
        256, ge=1, le=10_000, description="Most deliveries that one process holds at once."
    )
    delivery_lease: float = Field(
        30.0,
        ge=1,
        le=3_600,
        description="Seconds after which the deliveries of a dead worker go to another.",
    )
    keep_deliveries_days: int = Field(
        90,
        ge=0,
        le=36_500,
        description="Days after which deliveries that ended are deleted; 0 keeps them for ever.",
    )
    worker: bool = Field(
        True, description="Deliver from the server's own process; off where workers run apart."
    )
    body_limit: int = Field(5_242_880, ge=1_024, description="Most bytes of a request's body.")
    message_limit: int = Field(4_096, ge=1, description="Most characters of a chatter's message.")
    states_limit: int = Field(5_000, ge=1, description="Most states of a flow.")
    memory_limit: int = Field(
        65_536, ge=1_024, description="Most bytes that a conversation remembers."
    )
    metrics_open: bool = Field(
        False, description="Show /metrics, of all workspaces, to anybody who can reach the server."
    )
    encoder: bool = Field(
        False,
        description="Understand messages by the sentence encoder of kauli[nlu] too.",
    )
    dashboard: str = Field("", description="Folder of the built dashboard; empty for ours.")
    log_level: str = Field("info", description="debug, info, warning or error.")
    log_format: Literal["auto", "text", "json"] = Field(
        "auto", description="text for people, json for machines, auto: text on a terminal."
    )
