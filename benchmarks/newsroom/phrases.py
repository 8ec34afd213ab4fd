"""Sentences, each in two wordings that say the same; braces stand for what a story fills in.

`{org}` and `{other}` are companies, `{place}` a town, `{who}` a person with `{role}`, `{n}` and `{m}` numbers,
`{thing}` what the trade counts, `{day}` a weekday and `{month}` a month.
"""

from __future__ import annotations

LEADS = (
    ("{org} will close its {place} plant by the end of {month}, the company said on {day}.",
     "{org} is to shut its {place} plant before {month} is out, the company announced on {day}."),
    ("{org} has agreed to buy {other} for ${n} million, both companies confirmed on {day}.",
     "{org} has reached a deal to take over {other} for ${n} million, both firms confirmed on {day}."),
    ("A fire on {day} put {n} {thing} at the {org} site in {place} out of use.",
     "A blaze on {day} left {n} {thing} at the {org} yard in {place} unusable."),
    ("{org} reported on {day} that orders rose {n} percent in the three months to {month}.",
     "Orders at {org} grew {n} percent in the three months to {month}, the company reported on {day}."),
    ("Workers at {org} in {place} voted on {day} to accept a pay offer of {n} percent.",
     "Staff at {org} in {place} backed a pay offer of {n} percent in a vote on {day}."),
)  # fmt: skip

SENTENCES = (
    ("The company employs {n} people in {place} and another {m} across the region.",
     "It has a staff of {n} in {place} and a further {m} elsewhere in the region."),
    ("{who}, the {role}, said that the decision had been under review since {month}.",
     "The decision had been weighed since {month}, according to {who}, the {role}."),
    ("Demand for {thing} has been weak for most of the year, analysts said.",
     "For most of the year the appetite for {thing} has been poor, analysts noted."),
    ("The plant was opened in 19{m} and was last rebuilt in 20{y}.",
     "Built in 19{m}, the works were last renewed in 20{y}."),
    ("Suppliers were told of the plan in a letter that was seen by this publication.",
     "A letter seen by this publication shows that vendors have been told of the plan."),
    ("{other} will keep its name and its offices in {place} under the agreement.",
     "Under the terms of the accord {other} retains its brand and its offices in {place}."),
    ("The first {n} {thing} are expected to be delivered before the end of {month}.",
     "Delivery of the first {n} {thing} is due by late {month}."),
    ("A spokeswoman declined to say how much the repairs would cost.",
     "How expensive the repairs will be a spokeswoman would not disclose."),
    ("The regulator is looking into whether the rules on storage were followed.",
     "Whether the storage rules were observed is now being examined by the regulator."),
    ("Rivals such as {other} have cut prices by as much as {n} percent since {month}.",
     "Since {month} competitors including {other} have lowered prices by up to {n} percent."),
    ("The union represents about {n} of the workers who are affected.",
     "Roughly {n} of those concerned are members of the union."),
    ("“We looked at every option before we came to this point,” {who} told reporters.",
     "Speaking to reporters, {who} said: “We looked at every option before we came to this point.”"),
    ("Traffic on the quay was back to normal by the afternoon.",
     "By the afternoon the quay was working as usual again."),
    ("The group expects the work to be finished within {n} weeks.",
     "Completion of the work should take {n} weeks, the group believes."),
    ("Insurers have already sent inspectors to the site in {place}.",
     "Inspectors for the insurers have been dispatched to the site in {place}."),
    ("It is the largest order for {thing} that the yard has ever taken.",
     "No bigger order for {thing} was ever booked by the yard."),
    ("Shares in {org} closed {n} percent higher on {day}.",
     "{org} stock ended {day} up {n} percent."),
    ("The council in {place} has to approve the scheme before building can begin.",
     "Building may start only once the council in {place} has given the scheme its approval."),
    ("Some {n} {thing} are to be sold at auction in {month}.",
     "About {n} {thing} go under the hammer in {month}."),
    ("{who} joined the company from {other} four years ago.",
     "Four years ago {who} came to the firm from {other}."),
    ("The new owners intend to invest ${n} million in the site.",
     "An investment of ${n} million in the site is planned by the new owners."),
    ("Customers will see little difference in the coming months, the company added.",
     "In the months ahead clients should notice hardly any change, the firm added."),
)  # fmt: skip

ADDED = (
    "{who} later confirmed that {n} jobs at the {place} site are at risk.",
    "{other} has since asked the court in {place} to stop the sale.",
    "The company has put the cost of the damage at ${n} million.",
    "Talks with the council in {place} will be resumed in {month}.",
    "The chairman, {who}, has offered to resign.",
)

TITLES = (
    "{org} to Close {place} Plant", "{org} Buys {other}", "Fire Halts Work at {org} in {place}",
    "{org} Orders Climb as Demand for {thing} Returns", "{org} Staff in {place} Accept Pay Offer",
    "What the {org} Deal Means for {place}", "{other} Walks Away from {org}", "{place} Waits for Word from {org}",
)  # fmt: skip

STANDFIRSTS = (
    "Managers speak of a long review, the union of a shock.", "The deal changes who sells {thing} in the north.",
    "Nobody was hurt, but deliveries will be late.", "Why the order books of {place} are filling again.",
    "It is the third such move in the trade this year.", "Suppliers had feared worse.",
)  # fmt: skip

CORRECTIONS = (
    "Correction: An earlier version of this article misstated the number of {thing} at the site.",
    "Correction, {month} {d}: The name of the {role} was misspelled in an earlier version of this article.",
    "This story has been corrected to say that {org} has its seat in {place}.",
    "Clarification: This article was amended to make clear that the offer was made by {other}.",
)
EDITORS_NOTES = (
    "Editor’s note: {other} advertises with this publication. It had no part in this report.",
    "Editor’s Note: This article was first published in our weekly briefing.",
)
RETRACTIONS = ("Retraction: The figures in this article could not be confirmed and should not be relied upon.",)
UPDATES = (
    "UPDATED, {h}:15 PM: ",
    "UPDATE: ",
    "Update, {month} {d}: ",
)
CLOSING_UPDATES = (
    "This story has been updated with a statement from {org}.",
    "This article was updated on {month} {d} with further details.",
)
