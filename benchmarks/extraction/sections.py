"""The parts of the report as text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from benchmarks.extraction.costs import Costs
from benchmarks.extraction.engines import BASELINE, OURS
from benchmarks.extraction.figures import Scores
from benchmarks.extraction.measures import ALL, MEASURES, OF_A_SOURCE, Measure, count_of, figure_of
from benchmarks.extraction.parts import PARTS, REST, SHARES
from benchmarks.extraction.peers import Peer
from benchmarks.extraction.tables import format_figure, format_table, shorten
from benchmarks.extraction.worst import Fault

NOT_INSTALLED = "not installed"


def show_measures(
    title: str, peers: Sequence[Peer], scores: Mapping[str, Scores], mended: Mapping[str, Scores] | None
) -> str:
    """One row for each measure; in brackets the figure without the wrong labels."""
    rows = []
    for measure in MEASURES:
        if count := count_of(scores[OURS].figures, measure):
            cells = [_cell(engine, measure, None, scores, mended) for engine in _engines(peers)]
            rows.append([measure.name, str(count), *cells, measure.goal])
    note = "\n\nIn brackets: without the labels that are wrong." if mended else ""
    return f"\n## {title}\n\n{format_table(['measure', 'labels', *_heads(peers), 'goal'], rows)}{note}"


def show_sources(peers: Sequence[Peer], scores: Mapping[str, Scores]) -> str:
    """The measures of each source's pages."""
    ours = scores[OURS].figures
    rows = [
        [
            f"{source}: {measure.name}",
            str(count),
            *(_cell(engine, measure, source, scores, None) for engine in _engines(peers)),
        ]
        for source in sorted(set(ours) - {ALL})
        for measure in OF_A_SOURCE
        if (count := count_of(ours, measure, source))
    ]
    return f"\n## By source\n\n{format_table(['measure', 'labels', *_heads(peers)], rows)}"


def show_worst(worst: Mapping[str, Sequence[Fault]]) -> Iterator[str]:
    """A table for each measure."""
    for name, faults in worst.items():
        rows = [[fault.page, shorten(fault.ours, 90), shorten(fault.truth)] for fault in faults] or [["none", "", ""]]
        yield f"\n## Worst pages: {name}\n\n{format_table(['page', 'ours', 'truth'], rows, are_figures=False)}"


def show_bylines(said: str, number: int) -> str:
    """Printed bylines that are read differently, as their scorer says it."""
    lines = said.splitlines()
    shown = "\n".join("    " + line for line in lines[: 3 * number])
    return f"\n## Worst printed bylines\n\n{shown or 'None differs.'}"


def show_costs(costs: Costs, peers: Sequence[Peer]) -> str:
    """CPU time of each engine, then of each part of ours."""
    head = ["engine", "ms a page", "median", "95 %", "slowest", "its page", f"of {BASELINE}"]
    rows = []
    for engine, title in zip(_engines(peers), _heads(peers), strict=True):
        rows.append([title, *(_cost_cells(costs, engine) if engine in costs.engines else [NOT_INSTALLED, *[""] * 5])])
    said = (
        f"\n## Costs\n\nCPU time, user and system, of {len(costs.pages)} pages, each read by all engines in turn.\n\n"
    )
    return f"{said}{format_table(head, rows)}\n\n{_show_parts(costs)}"


def _cost_cells(costs: Costs, engine: str) -> list[str]:
    slowest, page = costs.slowest(engine)
    figures = (costs.mean(engine), costs.percentile(engine, 50), costs.percentile(engine, 95), slowest)
    return [*(f"{figure:.1f}" for figure in figures), str(page), _share(costs.mean(engine), costs)]


def _show_parts(costs: Costs) -> str:
    total = costs.mean(OURS)
    spent = {part: costs.parts[part] / len(costs.pages) * 1000 for part in PARTS}
    spent[REST] = total - sum(spent.values())
    rows = [
        [part, f"{cost:.1f}", _share(cost, costs), f"{SHARES[part]:.2f}" if part in SHARES else ""]
        for part, cost in spent.items()
    ]
    return format_table(["part of ours", "ms a page", f"of {BASELINE}", "at most"], rows)


def _share(milliseconds: float, costs: Costs) -> str:
    return f"{milliseconds / costs.mean(BASELINE):.2f}" if costs.engines.get(BASELINE) else "–"


def _engines(peers: Sequence[Peer]) -> list[str]:
    return [OURS, *(peer.name for peer in peers)]


def _heads(peers: Sequence[Peer]) -> list[str]:
    return [OURS, *(peer.title for peer in peers)]


def _cell(
    engine: str,
    measure: Measure,
    source: str | None,
    scores: Mapping[str, Scores],
    mended: Mapping[str, Scores] | None,
) -> str:
    if engine not in scores:
        return NOT_INSTALLED
    said = format_figure(figure_of(scores[engine].figures, measure, source))
    if mended is None or said == format_figure(None):
        return said
    return f"{said} ({format_figure(figure_of(mended[engine].figures, measure, source))})"
