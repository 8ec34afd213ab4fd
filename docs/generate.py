"""Writes the pages of docs/ that follow from the code: `python docs/generate.py`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import typer

from crawler.definitions import load_all
from crawler.publication import Publication
from storage import cli, errors

DOCS = Path(__file__).parent

COMMANDS = """\
# Commands

What does each command take, and how does it end? This page is generated from the program; `backfile COMMAND --help`
says the same. An option with an environment variable may be given by that instead; the option wins.
"""

EXIT_CODES = """\
## Exit codes

A command that fails says on standard error what is wrong and what to do. Its exit code says what kind of error that is;
what a command's own table says comes first. Codes from 64 on are those of sysexits(3). After a signal the code is 128
and the signal's number.
"""

PUBLICATIONS = """\
# Publications

Which titles does Backfile know? Each has one definition in `crawler/publications/`, and this page is generated from
them. What is in a definition, and how to write one: [add a publication](add-a-publication.md).

`captured`: rules and patterns were checked against captured pages. `reported`: they rest on public code and feeds.
`family`: they are those of the platform, and the title itself was not seen.
"""


def pages() -> dict[str, str]:
    """The generated pages by file name."""
    return {"commands.md": render_commands(), "publications.md": render_publications()}


def render_commands() -> str:
    """The reference of the `backfile` command."""
    root = cli.build()
    sections = [COMMANDS, *_render_group(root, typer.Context(root, info_name="backfile")), _render_errors()]
    return "\n".join(sections)


def render_publications() -> str:
    """The table of the bundled definitions."""
    rows = [_describe(publication) for publication in load_all()]
    return f"{PUBLICATIONS}\n{_table(('slug', 'name', 'family', 'verified', 'sources'), rows)}"


def _describe(publication: Publication) -> Sequence[str]:
    family = publication.family or "–"
    return _code(publication.slug), publication.name, family, publication.verified, str(len(publication.sources))


def _render_group(group: Any, context: Any) -> Iterator[str]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        inner = typer.Context(command, parent=context, info_name=name)
        if hasattr(command, "list_commands"):
            yield from _render_group(command, inner)
        else:
            yield _render_command(command, inner)


def _render_command(command: Any, context: Any) -> str:
    parameters = [parameter for parameter in command.params if not parameter.hidden]
    arguments = [_state_argument(parameter) for parameter in parameters if parameter.param_type_name == "argument"]
    usage = " ".join([context.command_path, "[OPTIONS]", *arguments])
    text, codes = _split_help(command.help)
    parts = [f"## {context.command_path}\n", f"```text\n{usage}\n```\n", f"{text}\n"]
    if rows := [_describe_parameter(parameter, context) for parameter in parameters]:
        parts.append(_table(("argument or option", "default", "environment", "means"), rows))
    parts.append(_table(("exit code", "when"), codes))
    return "\n".join(parts)


def _split_help(docstring: str) -> tuple[str, list[tuple[str, str]]]:
    """What a command does, and its exit codes with their meaning."""
    text, _, stated = " ".join(docstring.split("\n")).partition("Exit codes: ")
    codes = [re.fullmatch(r"(the rest|[\d, ]*\d),? ?(.*)", part) for part in stated.rstrip(".").split("; ")]
    rows = [(match[1], match[2] or "done") for match in codes if match]
    return re.sub(r" {2,}", "\n\n", text).strip(), rows


def _describe_parameter(parameter: Any, context: Any) -> Sequence[str]:
    if parameter.param_type_name == "argument":
        name = _code(_name_value(parameter, context))
    else:
        name = ", ".join(map(_code, (*parameter.opts, *parameter.secondary_opts)))
        name += "" if parameter.is_flag else f" {_code(_name_value(parameter, context))}"
    needed = " Required." if parameter.required and parameter.param_type_name == "option" else ""
    return name, _state_default(parameter), _code(parameter.envvar), parameter.help + _state_range(parameter) + needed


def _state_argument(argument: Any) -> str:
    name = _bare(argument.metavar or argument.name.upper())
    name = name if argument.required else f"[{name}]"
    return name if argument.nargs == 1 else f"{name}..."


def _name_value(parameter: Any, context: Any) -> str:
    if parameter.type_descriptor.is_choice:
        return str(parameter.display_type(context)).strip("<>")
    return _bare(parameter.metavar or ("N" if parameter.bare_type() == "int" else parameter.opts[0].strip("-").upper()))


def _bare(metavar: str) -> str:
    """A metavar without the brackets and dots that say how often it may stand."""
    return metavar.strip("[].")


def _state_range(parameter: Any) -> str:
    low, high = getattr(parameter, "min", None), getattr(parameter, "max", None)
    return f" From {low} to {high}." if low is not None and high is not None else ""


def _state_default(parameter: Any) -> str:
    default = parameter.default
    if default is None or default is False or default == "":
        return ""
    if isinstance(default, Path) and default.is_absolute():
        return "the bundled ones"
    return _code(str(getattr(default, "value", default)))


def _render_errors() -> str:
    found = sorted(_iter_subclasses(errors.BackfileError), key=lambda error: (error.exit_code, error.__name__))
    rows = [(str(error.exit_code), _code(error.__name__), _first_line(error)) for error in found]
    return f"{EXIT_CODES}\n{_table(('exit code', 'error', 'what to do'), rows)}"


def _iter_subclasses(error: type[errors.BackfileError]) -> Iterator[type[errors.BackfileError]]:
    for found in error.__subclasses__():
        yield found
        yield from _iter_subclasses(found)


def _first_line(error: type[errors.BackfileError]) -> str:
    return (error.__doc__ or "").partition("\n")[0]


def _code(text: str | None) -> str:
    return f"`{text}`" if text else ""


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |\n" for line in lines)


if __name__ == "__main__":
    for page, content in pages().items():
        (DOCS / page).write_text(content, encoding="utf-8")
