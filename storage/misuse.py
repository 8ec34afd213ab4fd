"""Commands called wrongly: what is wrong, where, and what to do, in a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import typer

from storage.errors import UsageError

PROGRAM = "backfile"


@contextmanager
def in_a_sentence(invoking: Any = None) -> Iterator[None]:
    """What the parser objects to, as an error of ours; a command without any words prints its help and ends with 2.

    `invoking` is the context of the group whose command is called: not every objection says what it is to.

    Raises:
        UsageError: a word is missing, unknown or no value that may stand there.
    """
    try:
        yield
    except typer.TyperException as error:
        # so typer itself knows it, which does not give the class away
        if type(error).__name__ == "NoArgsIsHelpError":
            raise
        path = _find_path(getattr(error, "ctx", None), invoking)
        raise UsageError(f"{_describe(error, path.partition(' ')[2])}; see `{path} --help`") from None


def _find_path(context: Any, invoking: Any) -> str:
    if context is not None:
        return str(context.command_path)
    return f"{invoking.command_path} {invoking.invoked_subcommand}" if invoking is not None else PROGRAM


def _describe(error: typer.TyperException, where: str) -> str:
    at = f"{where}: " if where else ""
    param = getattr(error, "param", None)
    if not isinstance(error, typer.BadParameter) or param is None:
        return at + _begin_small(error.format_message())
    if not error.message:
        return f"{where} needs {_name(param)}{_explain(param)}"
    return f"{at}{_name(param)}: {_begin_small(error.message.removeprefix('Value error, '))}"


def _name(param: Any) -> str:
    """`--by WHO` of an option, `ARTICLE` of an argument."""
    if param.param_type_name == "argument":
        return str(param.metavar or param.name.upper())
    return " ".join([max(param.opts, key=len), *([param.metavar] if param.metavar else [])])


def _explain(param: Any) -> str:
    return f" ({_begin_small(param.help)})" if param.help else ""


def _begin_small(sentence: str) -> str:
    words = " ".join(sentence.split()).removesuffix(".")
    return words[:1].lower() + words[1:]
