"""Adoption: what a municipality made in PTV by hand is found, decided on, and taken over."""

from hytedata.sync.adopting.candidates import (
    Adoption,
    Pairing,
    Standing,
    find_adoptions,
)
from hytedata.sync.adopting.changes import adopted, adoption_change, took_effect, write_adoption
from hytedata.sync.adopting.clashes import NameClash
from hytedata.sync.adopting.decisions import Decided, ItemKey, in_force

__all__ = [
    "Adoption",
    "Decided",
    "ItemKey",
    "NameClash",
    "Pairing",
    "Standing",
    "adopted",
    "adoption_change",
    "find_adoptions",
    "in_force",
    "took_effect",
    "write_adoption",
]
