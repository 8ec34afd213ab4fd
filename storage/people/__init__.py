"""Who a name is: printed names, and the persons that people, never the program, join them to (docs/people.md)."""
