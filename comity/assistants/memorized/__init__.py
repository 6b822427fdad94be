"""Memorized responses: questions with an answer that somebody wrote for them, given without search or model.

A question that is the same in its exact form always gets that answer; one that is alike gets it when the measured share of right
answers at that likeness reaches the assistant's threshold. Edits are live at once, in every process within a second.
Source of the rules: `assistants.md` 3.8.
"""

from comity.assistants.memorized import tasks as tasks  # whoever makes an entry has its vectors made
from comity.assistants.memorized.memory import memory_of
from comity.assistants.memorized.queries import answer_of as read_answer
from comity.assistants.memorized.saving import Embedded
from comity.assistants.memorized.schemas import MemorizedWrite
from comity.assistants.memorized.service import create_response, note_hit, show_response

__all__ = ["Embedded", "MemorizedWrite", "create_response", "memory_of", "note_hit", "read_answer", "show_response"]
