"""Walls: pages of consent managers and bot defences that come in place of the page that was asked for."""

from pipelines.walls.answers import find_wall_answer, is_wall_address
from pipelines.walls.pages import find_wall

__all__ = ["find_wall", "find_wall_answer", "is_wall_address"]
