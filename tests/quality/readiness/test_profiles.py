"""Profiles are data: what is wrong in one is named, and the packaged one says its limits."""

import re
from importlib.resources import files

import pytest

from hytedata.errors import InputError
from hytedata.quality.readiness import Profile
from hytedata.quality.readiness.profile import profile_in

TEXT = (
    files("hytedata.quality.readiness")
    .joinpath("profiles", "tarmoa_known.toml")
    .read_text(encoding="utf-8")
)


def test_the_packaged_profile_says_that_its_list_is_longer() -> None:
    profile = Profile.packaged("tarmoa-known")

    assert all(profile.limits.get(language) for language in ("fi", "sv", "en"))
    assert [one.code for one in profile.rungs if one.of == "service"] == [
        "organisation",
        "described",
        "published",
        "target-group",
        "service-class",
        "text",
        "area",
        "channel",
        "summary",
    ]
    assert profile.rungs[5].origin == "ours"


@pytest.mark.parametrize(
    ("before", "after", "complaint"),
    [
        (
            'check = "status"',
            'check = "state"',
            "published: there is no check 'state' of a service",
        ),
        ('origin = "ours"', 'origin = "theirs"', "text: of is service or channel"),
        ("heuristic = true", "guess = true", "summary: unknown guess"),
        ('code = "text"', 'code = "area"', "area comes twice"),
        ("[rung.reasons.no-group]", "[rung.reasons.group]", "target-group: the reasons of"),
        ('source = "https', 'origin = "https', "it lacks code, title, source, limits or rung"),
        ("[title]", "[title", "it is no TOML"),
        ('en = "The service is published"', "", "published: words are needed in fi, sv and en"),
    ],
)
def test_a_mistake_in_a_profile_is_named(before: str, after: str, complaint: str) -> None:
    assert before in TEXT

    with pytest.raises(InputError, match=re.escape(complaint)):
        profile_in(TEXT.replace(before, after), "own.toml")


def test_an_unknown_profile_is_refused() -> None:
    with pytest.raises(InputError, match="there is no readiness profile 'reittis'"):
        Profile.packaged("reittis")
