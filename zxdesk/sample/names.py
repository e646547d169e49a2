"""Invented names of persons: every pair of surname and given name is made up and comes once."""

from __future__ import annotations

from random import Random

from zxdesk.sample.content import table


def invented_names(rng: Random) -> list[tuple[str, str]]:
    """All (name, gender) pairs in random order; nobody in them exists."""
    content = table("names")
    pairs = [
        (surname + given, gender)
        for gender, key in (("男", "given_male"), ("女", "given_female"))
        for surname in content["surnames"]
        for given in content[key]
        if surname[0] not in given
    ]
    rng.shuffle(pairs)
    return pairs
