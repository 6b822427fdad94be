"""Moving the search of every base to another engine, while it is searched and changed (`knowledge.md` 3.13).

An index is made of the rows, by numbers that only grow, so that a copy goes on where it stopped and takes in what changed meanwhile.
Each base is copied and compared by a job of its own; when all are, one row says for every process which engine is asked.
"""
