"""External Knowledge Bases: nothing is held here; a Target Endpoint of another system is asked at question time (`knowledge.md` 3.7)."""
