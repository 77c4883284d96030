"""What the coalition asks for, line by line: the word in force, what is missing, what is asked about, how it reads.

Pure: plain requests in, readings out. Rules: the latest adopted word for a line is the one in force; a phrase the guard
asks about is cleared in its sentence, and asked about again when the sentence changes.
"""

from appropriations.asking.gaps import Gap, gaps_of
from appropriations.asking.hits import Asked, asked_about
from appropriations.asking.in_force import Turn, in_force, latest_words, turn_of
from appropriations.asking.request import Request, amount_in_words
from appropriations.asking.text import Said, slate_text

__all__ = [
    "Asked",
    "Gap",
    "Request",
    "Said",
    "Turn",
    "amount_in_words",
    "asked_about",
    "gaps_of",
    "in_force",
    "latest_words",
    "slate_text",
    "turn_of",
]
