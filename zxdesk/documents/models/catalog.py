"""Every model by the key of its paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from zxdesk.documents.models import archive, assigning, feedback, handling, intake, lists, meeting, post, public, reports, review, supervision

# To add a template: 1. a function in a module here; 2. its line; 3. `python -m zxdesk.documents.models <key>`; a test compares them.
MODELS: dict[str, Callable[[], Any]] = {}
MODELS |= assigning.MODELS
MODELS |= handling.MODELS
MODELS |= feedback.MODELS
MODELS |= supervision.MODELS
MODELS |= intake.MODELS
MODELS |= review.MODELS
MODELS |= public.MODELS
MODELS |= reports.MODELS
MODELS |= meeting.MODELS
MODELS |= lists.MODELS
MODELS |= archive.MODELS
MODELS |= post.MODELS
