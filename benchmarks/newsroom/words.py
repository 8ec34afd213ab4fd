"""The words of the invented trade that the newsroom reports on."""

from __future__ import annotations

_FIRST = """
Ada Bruno Cleo Dario Edda Fenn Greta Hollis Ines Jorun Kasper Leonie Marius Nell Otto Petra Quentin Rhea Soren Tilda
Ulla Viktor Wanda Yorick Zelda
"""
FIRST = tuple(_FIRST.split())
_LAST = """
Abelow Brackenfell Crowhurst Dunmore Eastlake Farthing Gillespeth Harrowgate Ilford-Price Jessamine Kettleby
Lindqvarn Marchbanks Nettlefold Ormsgill Pennycott Quarrington Ravensworth Stagwell Tansley Underhay Vantongeren
Whitlow Yardleigh
"""
LAST = tuple(_LAST.split())
_PLACES = """
Aldmere Birchover Caldbeck-on-Sea Dunsley Eastmarch Fellgate Garrowby Hexwater Inverbray Kirkstow Langmoor Marlpit
Northquay Oxbarrow Penhallow Ravelstone Saltburn-Mere Thornaby-Vale Upperfold Wexcombe
"""
PLACES = tuple(_PLACES.split())
_STEMS = """
Brightkiln Corvane Dapplewood Ellerbeck Fernhollow Glazemark Hartpoole Ironquay Juniper-Row Kestrel-Works Lowtide
Millrace Northgate Oakhaven Pipeworks Quillstone Redclay Stoneway Tidewater Vellum-Yard Weftline
"""
STEMS = tuple(_STEMS.split())
SUFFIXES = ("Group", "Holdings", "Ceramics", "Freight", "Partners", "Industries", "Logistics", "Media", "Systems")
_THINGS = """
kilns trucks cranes depots warehouses presses stages looms turbines barges pallets studios lifts boilers scanners
"""
THINGS = tuple(_THINGS.split())
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November")
ROLES = ("chief executive", "finance director", "head of operations", "works manager", "chief engineer")
DESKS = ("Senior Reporter", "Staff Writer", "Markets Editor", "Associate Editor")
TAGS = ("Earnings", "Supply Chain", "Labour", "Property", "Technology", "Regulation", "Safety", "Strategy")
