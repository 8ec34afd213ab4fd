"""Questions about the letters of a word."""

from __future__ import annotations


def first_letter(word: str) -> str:
    """The first letter of the word, "" when it has none."""
    return next((character for character in word if character.isalpha()), "")


def begins_upper(word: str) -> bool:
    """Whether the word begins as names do: in a capital, or in a script without capitals."""
    letter = first_letter(word)
    return bool(letter) and not letter.islower()


def is_caps(word: str) -> bool:
    """Whether the word has two cased letters and all of them are capitals."""
    cased = [character for character in word if character.isupper() or character.islower()]
    return len(cased) > 1 and all(map(str.isupper, cased))


def is_lower(word: str) -> bool:
    """Whether the word has letters and begins in lower case."""
    return first_letter(word).islower()


def is_initials(word: str) -> bool:
    """Whether the word is initials: "J.", "K.J.", "J"."""
    bare = word.replace(".", "").replace("-", "")
    return (
        bare.isalpha() and bare[:1].isupper() and (len(bare) == 1 or (2 * len(bare) == len(word) and word[-1] == "."))
    )


def has_letter(text: str) -> bool:
    """Whether any character is a letter."""
    return any(map(str.isalpha, text))
