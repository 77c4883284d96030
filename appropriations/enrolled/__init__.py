"""How amounts are read out of an enrolled Act: sentences, amounts and what they are part of, our words, our lines.

Pure: passages in, candidates out. A candidate is for a person to accept; nothing here is a figure yet.
"""

from appropriations.enrolled.candidates import Candidate, Enclosing, find
from appropriations.enrolled.known import Compared, KnownFigure, Standing, compare
from appropriations.enrolled.lines import LineMatch, LineWords, Phrase, Relation
from appropriations.enrolled.shape import Act, Passage, Place

__all__ = [
    "Act",
    "Candidate",
    "Compared",
    "Enclosing",
    "KnownFigure",
    "LineMatch",
    "LineWords",
    "Passage",
    "Phrase",
    "Place",
    "Relation",
    "Standing",
    "compare",
    "find",
]
