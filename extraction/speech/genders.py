"""A noun in; the gender that it tells of somebody, out."""

from __future__ import annotations

FEMALE, MALE = "female", "male"

_FEMALE_ROLES = frozenset(
    "woman girl mother wife daughter sister actress spokeswoman congresswoman chairwoman widow "
    "grandmother aunt niece girlfriend mom queen princess businesswoman councilwoman policewoman "
    "stewardess waitress heroine hostess bride ex-wife stepmother saleswoman comedienne".split()
)
_MALE_ROLES = frozenset(
    "man boy father husband son brother actor spokesman congressman chairman widower grandfather "
    "uncle nephew boyfriend dad king prince businessman councilman policeman waiter hero host "
    "groom ex-husband stepfather salesman fireman gunman".split()
)


def gender_of_role(noun: str) -> str | None:
    """The gender that a noun tells: "female" for "spokeswoman"."""
    if noun in _FEMALE_ROLES:
        return FEMALE
    return MALE if noun in _MALE_ROLES else None
