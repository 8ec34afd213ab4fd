"""Invented labelled pages, with scorers of the same interface as those that real sets bring."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

SENTENCES = (
    "The lock keepers of Osterveld counted ninety barges on Monday, which is more than in any week of the dry year.",
    "Most of them carried gravel for the new dyke, and three brought the cranes that are to set its last stones.",
    "The water board expects the work to last until the autumn and has asked the skippers for some patience.",
)

SCORE = """
import argparse, json
from pathlib import Path

parser = argparse.ArgumentParser()
for option in ("--data", "--json", "--per-page"):
    parser.add_argument(option)
parser.add_argument("--no-sources", action="store_true")
parser.add_argument("predictions")
given = parser.parse_args()
said = {line["id"]: line for line in map(json.loads, open(given.predictions, encoding="utf-8"))}
counts, lines = {}, []
for page in map(json.loads, open(given.data, encoding="utf-8")):
    truth, ours = page["truth"], said.get(page["id"], {})
    measured = {}
    if "title" in truth:
        measured["t_exact"] = float(truth["title"] == ours.get("title"))
    if truth.get("authors"):
        names, given_names = set(truth["authors"]), set(ours.get("authors") or [])
        measured["a_exact"] = float(names == given_names)
        measured["a_tfn"] = (len(names & given_names), len(given_names - names), len(names - given_names))
    for source in (page["source"], "ALL"):
        for key, value in measured.items():
            if key.endswith("_exact"):
                counts.setdefault(source, {}).setdefault(key, []).append(value)
    lines.append(page["id"] + "\\t" + json.dumps(measured) + "\\n")
figures = {source: {} for source in counts}
for source, values in counts.items():
    for key, share, number in (("t_exact", "title", "title_n"), ("a_exact", "exact", "auth_n")):
        if key in values:
            figures[source][share] = sum(values[key]) / len(values[key])
            figures[source][number] = len(values[key])
Path(given.json).write_text(json.dumps({Path(given.predictions).stem: figures}))
Path(given.per_page).write_text("".join(lines))
"""

SCORE_RELATED = """
import json, sys

said = {line["id"]: line for line in map(json.loads, open(sys.argv[1], encoding="utf-8"))}
missed = found = 0
for gold in map(json.loads, open(sys.argv[2], encoding="utf-8")):
    ours = {story["url"] for story in said[gold["id"]]["related"]}
    for story in gold["related"]:
        if story["url"] in ours:
            found += 1
        else:
            missed += 1
            print("missed", gold["id"], story["kind"], story["url"])
print(f"precision 1.000  recall {found / (found + missed):.3f}  kinds 1.000  of {found + missed} links")
"""

SCORE_BYLINES = """
import json, sys

from pipelines.bylines import parse_byline

rows = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
right = 0
for row in rows:
    ours = [person.name for person in parse_byline(row["printed"])]
    if ours == row["expected"]:
        right += 1
    else:
        print(row["printed"], "ours", ours)
print(f"names+kinds {right / len(rows):.3f}  full {right / len(rows):.3f}  of {len(rows)}")
"""


def make_page(title: str, author: str) -> str:
    """Give an article of an invented site the parts that every measure needs."""
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    return f"""<!doctype html><html lang="en"><head><title>{title}</title><meta property="og:title" content="{title}">
<meta property="article:published_time" content="2026-03-02T07:15:00+01:00"></head><body><article><h1>{title}</h1>
<p class="byline">By <a rel="author" href="/staff/1/">{author}</a></p><div class="entry-content">{paragraphs}</div>
<section class="related"><h3>Related Stories</h3>
<h4><a href="/2026/02/ferry-sold-771/">Ferry of Osterveld sold to its captain</a></h4></section>
</article></body></html>"""


def write_lines(file: Path, rows: list[dict[str, Any]]) -> Path:
    """Write JSON lines."""
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


@pytest.fixture
def labelled(tmp_path: Path) -> Path:
    """Lend a directory of three labelled pages; of the third, the labels of title and authors are wrong."""
    data = tmp_path / "data"
    (data / "pages").mkdir(parents=True)
    titles = {"one": "Ninety barges wait", "two": "The last stone is set", "three": "Ferry runs again"}
    rows = []
    moments = {"one": "2026-03-02T06:15:30Z", "two": "2026-03-02", "three": "2026-03-02T07:15:00+02:00"}
    for name, title in titles.items():
        with gzip.open(data / "pages" / f"{name}.html.gz", "wt", encoding="utf-8") as file:
            file.write(make_page(title, "Ada Quist"))
        truth: dict[str, Any] = (
            {"title": title, "authors": ["Ada Quist"]} if name != "three" else {"title": "?", "authors": ["Nobody"]}
        )
        truth |= {"published": "2026-03-02", "published_raw": moments[name]}
        rows.append(
            {
                "id": name, "html": f"pages/{name}.html.gz", "url": f"https://{name}.example/2026/03/{name}-1/",
                "domain": f"{name}.example", "source": "harbour", "trade": name == "one", "truth": truth,
            }
        )  # fmt: skip
    write_lines(data / "pages.jsonl", rows)
    stories = [{"kind": "automatic", "url": f"https://one.example/2026/02/{path}/"} for path in ("ferry-sold-771", "x")]
    write_lines(data / "related.jsonl", [{"id": "one", "source": "harbour", "trade": True, "related": stories}])
    write_lines(
        data / "bylines.jsonl",
        [{"printed": "By Ada Quist", "expected": ["Ada Quist"]}, {"printed": "By Bo Lund", "expected": ["B. Lund"]}],
    )
    for name, text in {"score": SCORE, "score_related": SCORE_RELATED, "score_bylines": SCORE_BYLINES}.items():
        (data / f"{name}.py").write_text(text, encoding="utf-8")
    return data
