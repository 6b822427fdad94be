"""Configuration: one frozen set of settings from the environment (`COMITY_`, `__` between groups) or `comity.toml`.

What a customer can change while Comity runs is a row, not a setting. No secret has a default value here: they are generated
into the data directory at first start (`kernel.secrets`). Unknown keys stop the start with their names.
"""

import os
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource


class _Group(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class DatabaseSettings(_Group):
    """`url`: empty for SQLite in the data directory, or `postgresql://user:password@host:port/name`."""

    url: str = ""
    pool_size: int = Field(default=10, ge=1, le=200)


class OutboundSettings(_Group):
    """`allow`: `host:port` or `CIDR:port` that the egress guard lets through; `proxy`: an explicit HTTP proxy."""

    allow: tuple[str, ...] = ()
    proxy: str = ""


class StorageSettings(_Group):
    """`url`: empty for files in the data directory, or `s3://bucket/prefix`."""

    url: str = ""
    endpoint: str = ""
    region: str = "us-east-1"
    access_key: str = ""
    secret_key: SecretStr = SecretStr("")


class SecretsSettings(_Group):
    """`master_key`: 32 bytes in base64, instead of the generated file."""

    master_key: SecretStr = SecretStr("")


class KnowledgeSettings(_Group):
    """`engine`: where retrieval runs until `comity knowledge move` changes it; `auto` follows the database. The rest bounds ingestion."""

    engine: Literal["auto", "embedded", "postgres"] = "auto"
    parser_memory_mb: int = Field(default=512, ge=256, le=8192)
    page_timeout_seconds: int = Field(default=60, ge=5, le=600)
    ingest_workers: int = Field(default=1, ge=1, le=32)
    ingest_idle_seconds: int = Field(default=60, ge=1, le=3600)
    index_cache_mb: int = Field(default=400, ge=16, le=65536)


class MetricsSettings(_Group):
    """`token`: when set, `/metrics` asks for it as a Bearer token; unset, only this machine may read it."""

    token: SecretStr = SecretStr("")


class Settings(BaseSettings):
    """Every setting of an install. Read once at start, frozen after."""

    model_config = SettingsConfigDict(
        env_prefix="COMITY_",
        env_nested_delimiter="__",
        frozen=True,
        extra="forbid",
        toml_file="comity.toml",
    )

    data_dir: Path = Path("data")
    host: str = "127.0.0.1"
    port: int = Field(default=8080, ge=1, le=65535)
    public_url: str = ""
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["auto", "json", "console"] = "auto"
    trusted_proxies: tuple[str, ...] = ()
    database: DatabaseSettings = DatabaseSettings()
    outbound: OutboundSettings = OutboundSettings()
    storage: StorageSettings = StorageSettings()
    secrets: SecretsSettings = SecretsSettings()
    knowledge: KnowledgeSettings = KnowledgeSettings()
    metrics: MetricsSettings = MetricsSettings()

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return (init_settings, env_settings, TomlConfigSettingsSource(settings_cls))

    @property
    def secrets_dir(self) -> Path:
        """Where generated secrets live (files of mode 0600)."""
        return self.data_dir / "secrets"

    @property
    def is_embedded(self) -> bool:
        """Whether the database is the SQLite file of the data directory."""
        return not self.database.url or self.database.url.startswith("sqlite")

    @property
    def sqlite_file(self) -> Path:
        """The SQLite file: the one that `database.url` names, else `comity.db` in the data directory."""
        named = self.database.url.partition(":///")[2]
        return Path(named) if named else self.data_dir / "comity.db"

    @property
    def base_url(self) -> str:
        """The address people and callers use, without a slash at its end."""
        if self.public_url:
            return self.public_url.rstrip("/")
        host = "127.0.0.1" if self.host in {"0.0.0.0", "::"} else self.host
        return f"http://{host}:{self.port}"


def unknown_environment(environ: dict[str, str] | None = None) -> list[str]:
    """Names in the environment that begin with `COMITY_` and are no setting (a misspelling would be silent otherwise)."""
    known = {name.upper(): field for name, field in Settings.model_fields.items()}
    wrong = []
    for name in environ if environ is not None else os.environ:
        if not name.startswith("COMITY_"):
            continue
        head, _, rest = name.removeprefix("COMITY_").partition("__")
        field = known.get(head)
        group = field.annotation if field else None
        fields: dict[str, Any] = getattr(group, "model_fields", {})
        if field is None or (rest and rest.lower() not in fields):
            wrong.append(name)
    return sorted(wrong)


def load_settings(**overrides: Any) -> Settings:
    """Reads the settings; raises `SystemExit` with the names of unknown keys, for a typo must not pass silently."""
    wrong = [name for name in unknown_environment() if name != "COMITY_SECRET_KEY"]
    if wrong:
        raise SystemExit(f"Unknown settings in the environment: {', '.join(wrong)}. Remove or correct them.")
    return Settings(**{key: value for key, value in overrides.items() if value is not None})
