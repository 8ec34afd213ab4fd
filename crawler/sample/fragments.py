"""How the parts of a body are printed. A family of templates overrides what it prints its own way."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from crawler.sample.article import Part, PartKind, SampleArticle
from crawler.sample.inline import html_of_line
from crawler.sample.manuscript_body import cells_of_row
from crawler.sample.masthead import MOST_POPULAR
from crawler.sample.related import ENTITY_HEADING, Target
from crawler.sample.templating import link_part, list_items, part


class Fragments:
    """The parts of one article as HTML."""

    related_template = "related"
    origin = ""
    """What stands before the path in a link to another article."""

    def __init__(self, article: SampleArticle, targets: Mapping[int, Target]) -> None:
        self.article = article
        self.targets = targets

    def body(self) -> str:
        """All parts, in order."""
        return "\n".join(self._part(one) for one in self.article.parts)

    def _part(self, one: Part) -> str:
        wrapped = _WRAPPED.get(one.kind)
        if wrapped is not None:
            return wrapped.format(html_of_line(one.text))
        fixed = self._fixed.get(one.kind)
        if fixed is not None:
            return fixed()
        printer = self._printers.get(one.kind)
        return printer(one) if printer else self.paragraph(_EMPHASIS.get(one.kind, "{}").format(html_of_line(one.text)))

    @property
    def _fixed(self) -> dict[PartKind, Callable[[], str]]:
        return {
            PartKind.AD: self.ad,
            PartKind.BOX: self.box,
            PartKind.PLAYER: self.player,
            PartKind.SIGNUP: self.signup,
            PartKind.CUT: self.gate,
        }

    @property
    def _printers(self) -> dict[PartKind, Callable[[Part], str]]:
        return {
            PartKind.LIST: self._bullets,
            PartKind.TABLE: self._table,
            PartKind.FIGURE: self._figure,
            PartKind.ASIDE: self._related,
            PartKind.RELATED: self._related,
            PartKind.ENTITY: self._related,
            PartKind.VARIANT: self._variant,
        }

    def paragraph(self, inner: str) -> str:
        """A paragraph whose content is `inner`."""
        return f"<p>{inner}</p>"

    def _bullets(self, one: Part) -> str:
        return "<ul>\n" + "\n".join(f"<li>{html_of_line(line)}</li>" for line in one.lines) + "\n</ul>"

    def _table(self, one: Part) -> str:
        head, *rows = (cells_of_row(row) for row in one.lines)
        return part(
            "table",
            head="".join(f"<th>{escape(cell)}</th>" for cell in head),
            rows="\n".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows),
        )

    def _figure(self, one: Part) -> str:
        """A lazy picture has a placeholder where its address should be."""
        address = f"/wp-content/uploads/2026/{self.article.post_id}.gif"
        lazy = f'src="/assets/lazyload-fallback.gif" data-lazy-src="{address}"'
        source = lazy if self.article.lazy_image else f'src="{address}"'
        return part("figure", source=source, caption=html_of_line(one.text))

    def _target(self, post_id: int | None) -> Target:
        assert post_id is not None
        return self.targets[post_id]

    def _related(self, one: Part) -> str:
        """A hand-picked link among the paragraphs."""
        target = self._target(one.post_id)
        address = self.origin + target.path + one.fragment
        return link_part(self.related_template, target.title, address, heading=one.heading or ENTITY_HEADING)

    def _variant(self, one: Part) -> str:
        """A second box for a test of variants, which no reader sees."""
        target = self._target(one.post_id)
        return link_part("variant", target.title, target.path)

    def most_popular(self) -> str:
        """The list that is the same on every page."""
        return part(
            "most-popular", items=list_items(*((self.targets[i].path, self.targets[i].title) for i in MOST_POPULAR))
        )

    def ad(self) -> str:
        """An advertisement's empty place."""
        return ""

    def box(self) -> str:
        """The automatic box of related stories."""
        return ""

    def player(self) -> str:
        """The video player's place."""
        return ""

    def signup(self) -> str:
        """The newsletter's form."""
        return ""

    def gate(self) -> str:
        """What stands where the text of a premium page ends for those who have not paid."""
        return ""


_WRAPPED = {
    PartKind.HEADING: '<h2 class="wp-block-heading">{}</h2>',
    PartKind.QUESTION: '<h2 class="wp-block-heading">{}</h2>',
    PartKind.MINOR_HEADING: "<h3>{}</h3>",
    PartKind.QUOTE: "<blockquote><p>{}</p></blockquote>",
}

_EMPHASIS = {
    PartKind.BOLD_QUESTION: "<strong>{}</strong>",
    PartKind.UPDATE: "<strong>{}</strong>",
    PartKind.CORRECTION: "<em>{}</em>",
}
