"""How a command says that a person must look: one line, what, why, what next; exit code 1."""


class Attention(Exception):
    """Something needs a person; the text says what happened, why, and what to do next."""
