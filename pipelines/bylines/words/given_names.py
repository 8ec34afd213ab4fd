"""Given names that are common enough to tell a person from a body: `Dan Office` is somebody, `Port Office` is none.

None of them is a frequent surname, a place or a saint that bodies are named after.
"""

from __future__ import annotations

from pipelines.bylines.phrases import word_set

GIVEN_NAMES = word_set(
    """aaron abigail adam alan alex alexander alice alison amanda amy ana andrea andreas andrew andy angela anita ann
    anna anne annie anthony antonio barbara ben benjamin beth betty bill bob brenda brian bruno carl carla carlos
    carmen carol caroline catherine cathy chris christian christina christine christopher claire claudia colin cynthia
    dan daniel daniela danny dave david deborah debbie dennis diana diane dominic donald donna dorothy doug douglas ed
    eddie edward eileen elena elisabeth elizabeth ellen emily emma eric erik ethan eva evelyn fiona frances frank
    fred gabriel gary geoff george gerald gina giovanni grace greg gregory hannah hans heather heidi helen henrik ian
    ingrid isabel isabella ivan jan jane janet jason jean jeff jeffrey jennifer jenny jeremy jessica jim jo joan
    joanna joe joel johan johannes john johnny jonathan jorge josh joshua joyce juan judith judy julia julian julie
    karen karin karl kate katherine kathleen kathy katie keith kevin kim laura lauren lena leo linda lisa liz louise
    lucas lucy luis luke marc marco margaret maria marie mark marta mary matt matthew megan melissa michael michelle
    miguel mike monica nancy natalie nathan nicholas nick nicole nina olga olivia oliver pablo pam pamela patricia
    patrick paul paula pedro peter phil philip rachel ralph rebecca richard rick rob robert robin roger ron ronald
    rosa rosie ruth ryan sabine sally sam samantha samuel sandra sara sarah scott sean sebastian sergio sharon sheila
    simon sofia sophia sophie stefan stephanie stephen steve steven stuart sue susan suzanne sylvia tara teresa
    theresa tim timothy tina todd tom tony tracy ursula vanessa vera vincent vivian walter wendy will william yvonne
    zoe"""
)
