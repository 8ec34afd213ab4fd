"""Name forms: every printed name, once."""

from __future__ import annotations

import threading

from sqlalchemy import func, select

from storage import models
from storage.archive import Archive
from storage.people.name_forms import get_name_forms
from tests.storage.builders import address, begin, capture_page, page_item, settle, warc_writer, writing


def test_a_printed_name_is_a_form_once(archive: Archive) -> None:
    with writing(archive) as session:
        begin(session)
    with warc_writer(archive) as warc:
        captures = [capture_page(warc, address(number), b"%d" % number) for number in range(3)]
    for number, (capture, name) in enumerate(zip(captures, ("Ida Brand", "Ida Brand", "IDA BRAND"), strict=True)):
        settle(archive, page_item(capture, url=address(number), byline=name))
    with archive.read() as session:
        rows = session.execute(
            select(models.Contributor.name, models.NameForm.name, models.NameForm.name_key).join(
                models.NameForm, models.NameForm.id == models.Contributor.name_form_id
            )
        ).all()
        assert sorted(map(tuple, rows)) == [
            ("IDA BRAND", "IDA BRAND", "ida brand"),
            ("Ida Brand", "Ida Brand", "ida brand"),
            ("Ida Brand", "Ida Brand", "ida brand"),
        ]
        assert session.scalar(select(func.count(models.NameForm.id))) == 2


def test_a_name_that_no_database_keeps_whole_is_one_form(archive: Archive) -> None:
    for _ in range(2):
        with writing(archive) as session:
            forms = get_name_forms(session, ["Ida\0 Brand", "Ida \ud800Brand", "Ida Brand", "…"])
            assert forms["Ida\0 Brand"] == forms["Ida Brand"]
    with archive.read() as session:
        assert set(session.scalars(select(models.NameForm.name))) == {
            "Ida Brand",
            "Ida \N{REPLACEMENT CHARACTER}Brand",
            "…",
        }


def test_two_writers_may_add_the_same_names(archive: Archive) -> None:
    names = [f"Ida Brand {number}" for number in range(40)]
    found: list[dict[str, int]] = []

    def add(order: list[str]) -> None:
        with writing(archive) as session:
            found.append(get_name_forms(session, order))

    threads = [threading.Thread(target=add, args=(order,)) for order in (names, names[::-1], names[20:])]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 3
    whole = max(found, key=len)
    assert all(whole[name] == id_ for one in found for name, id_ in one.items())
    with archive.read() as session:
        assert session.scalar(select(func.count(models.NameForm.id))) == len(names)
