"""Fair queueing of workspaces (`knowledge.md` 3.1)."""

from comity.knowledge.ingestion.turns import Turns


def served(turns: Turns, waiting: dict[str, int]) -> list[str]:
    order = []
    while any(waiting.values()):
        turn = min((id_ for id_, left in waiting.items() if left), key=lambda id_: (turns.place(id_), id_))
        turns.begin(turn)
        turns.give(turn, 1)
        waiting[turn] -= 1
        order.append(turn)
    return order


def test_a_small_queue_is_not_behind_a_large_one() -> None:
    assert served(Turns(), {"a": 50, "b": 2}).index("b") <= 1


def test_two_full_queues_take_turns() -> None:
    order = served(Turns(), {"a": 20, "b": 20})
    assert all(abs(order[:n].count("a") - order[:n].count("b")) <= 1 for n in range(40))


def test_what_was_given_long_ago_is_not_owed() -> None:
    turns = Turns()
    served(turns, {"a": 5000})
    order = served(turns, {"a": 10, "b": 10})
    assert order[:6].count("a") >= 2
