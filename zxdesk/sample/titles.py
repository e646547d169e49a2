"""Titles as a county office writes them: a subject's matter, a place and a wording."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from zxdesk.sample.content import Subject, subject_map, subjects, table

SHORTEST, LONGEST = 11, 38


@dataclass(frozen=True)
class Topic:
    """What and where; two proposals with the same topic are the same matter."""

    subject: str
    core: int
    place: str

    @property
    def key(self) -> str:
        """A short text that tells topics apart."""
        return f"{self.subject}/{self.core}/{self.place}"

    @property
    def matter(self) -> str:
        """The verb phrase of the title."""
        phrase = subject_map()[self.subject].cores[self.core].format(place=self.place)
        return re.sub(r"(社区|小区|片区|乡镇)\1", r"\1", phrase)  # a place may end with the word the matter begins with


@lru_cache(maxsize=1)
def topics() -> tuple[Topic, ...]:
    """Every topic there is."""
    places = table("places")
    return tuple(
        Topic(subject.key, core, place)
        for subject in subjects()
        for core in range(len(subject.cores))
        for place in places[subject.scope]
    )


def shuffled_topics(rng: Random) -> list[Topic]:
    """All topics in an order in which neighbours are of different subjects."""
    found = list(topics())
    rng.shuffle(found)
    return found


def subject_of(topic: Topic) -> Subject:
    """The subject a topic belongs to."""
    return subject_map()[topic.subject]


def title_of(topic: Topic, wording: int, taken: set[str]) -> str:
    """The first title not yet taken, from the given wording on; ``LookupError`` when the topic is used up.

    11 to 38 characters, as in a real session's list.
    """
    wordings: list[str] = table("places")["wordings"]
    matter = topic.matter
    for step in range(len(wordings)):
        title = wordings[(wording + step) % len(wordings)].format(c=matter)
        if SHORTEST <= len(title) <= LONGEST and title not in taken:
            taken.add(title)
            return title
    raise LookupError(topic.key)
