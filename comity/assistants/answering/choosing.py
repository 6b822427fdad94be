"""Which searches a question is for, by their names and descriptions: what a model is asked, and how its reply is read."""

from collections.abc import Sequence

from comity.assistants.answering.search_terms import read_object

CHOOSE = (
    "Decide which of these sources may hold the answer to the user's message. Choose every one that may, and all when none stands out.\n\n"
    "{sources}\n\n"
    'Reply with exactly one JSON object and nothing else, holding the numbers of the sources: {{"sources": [1]}}'
)


def choice_messages(sources: Sequence[tuple[str, str]], question: str, previous: str | None) -> list[dict[str, str]]:
    """What the model is asked: the sources as (name, description), numbered from 1, the question before and the question."""
    lines = [f"{n}. {name}: {description or 'no description'}" for n, (name, description) in enumerate(sources, 1)]
    messages = [{"role": "system", "content": CHOOSE.format(sources="\n".join(lines))}]
    if previous:
        messages[0]["content"] += f"\n\nThe user's message before this one was: {previous[:500]}"
    return [*messages, {"role": "user", "content": question}]


def read_choice(reply: str, count: int) -> list[int] | None:
    """The places, from 0, that a reply chooses; None when it is not the JSON, or chooses none that there is."""
    numbers = read_object(reply).get("sources")
    if not isinstance(numbers, list):
        return None
    chosen = {number - 1 for number in numbers if isinstance(number, int) and not isinstance(number, bool)}
    return sorted(place for place in chosen if 0 <= place < count) or None
