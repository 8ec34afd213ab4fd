"""People as tables and pages."""

from __future__ import annotations

from collections.abc import Sequence

from storage.commands.printing import counted, print_line, print_table
from storage.people.joining import ScopedForm
from storage.people.listing import Listed
from storage.people.portrait import Portrait
from storage.people.suggesting import Suggestion


def print_people(people: Sequence[Listed]) -> None:
    """Persons, and names that stand for themselves."""
    if not people:
        print_line("No byline names such a person.")
        return
    rows = [(one.id, one.name, one.articles, one.publications, "; ".join(one.forms)) for one in people]
    print_table(("person", "name", "articles", "publications", "printed as"), rows)


def print_portrait(portrait: Portrait) -> None:
    """Somebody with all they wrote."""
    print_line((portrait.name, "bold"), f"  {portrait.id or 'a name that is joined to no person'}")
    for form in portrait.forms:
        print_line(f"printed as {form.name}{_where(form)}", indent=2)
    for id_, name in portrait.others:
        print_line(f"in other articles the name is {name} ({id_})", indent=2)
    print_line()
    print_table(
        ("publication", "articles", "from", "to"),
        [(span.publication, span.articles, span.first_on, span.last_on) for span in portrait.publications],
    )
    _print_roles(portrait)
    if portrait.companions:
        print_line()
        rows = [(one.name, one.id, one.articles) for one in portrait.companions]
        print_table(("in the same bylines", "person", "articles"), rows)
    print_line()
    print_table(
        ("published", "article", "publication", "printed", "credit", "title"),
        [
            (article.published_on, article.id, article.publication, one.printed, one.credit, article.title)
            for one in portrait.articles
            for article in (one.article,)
        ],
    )
    print_line(f"{counted(len({one.article.id for one in portrait.articles}), 'article')}.")


def _where(form: ScopedForm) -> str:
    if form.article is not None:
        return f" in article {form.article}"
    return f" in {form.publication}" if form.publication is not None else ""


def _print_roles(portrait: Portrait) -> None:
    spans = [span for span in portrait.roles if span.role or span.affiliation or span.credit]
    if not spans:
        return
    print_line()
    print_table(
        ("as", "affiliation", "credit", "publication", "articles", "from", "to"),
        [
            (span.role, span.affiliation, span.credit, span.publication, span.articles, span.first_on, span.last_on)
            for span in spans
        ],
    )


def print_suggestions(suggestions: Sequence[Suggestion]) -> None:
    """Names that may be one person's, each pair with what speaks for it."""
    if not suggestions:
        print_line("Nothing to suggest.")
        return
    rows = [(one.score, one.one.label, one.other.label, "; ".join(one.evidence)) for one in suggestions]
    print_table(("score", "name", "other name", "evidence"), rows)
