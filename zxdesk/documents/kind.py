"""What every paper is: a key, its official name, its plain context and the function that writes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

Context = TypeVar("Context")


@dataclass(frozen=True)
class DocumentKind(Generic[Context]):
    """One paper; ``context`` makes a frozen dataclass of plain values (never records), ``build`` writes it as .docx."""

    key: str
    name: str
    context: Callable[..., Context]
    build: Callable[[Context, Path], None]
