"""The store's exceptions; each message says what happened and what to do next.

StoreError
├── StoreUnavailable   cannot be opened, is full, locked or damaged
│   └── NewerDatabase  was written by a newer version of Bereik
├── SourceError        a source that may not be registered like this
│   └── MissingPurpose enabled without purpose, legal basis, owner or review date
├── NotFound           there is no row with that id
├── NotAllowed         the person lacks the role for this
└── WrongState         somebody else was first, or this step is not allowed from here
"""


class StoreError(Exception):
    """Anything the store refuses."""


class StoreUnavailable(StoreError):
    """The database cannot be opened, is full, locked or damaged."""


class NewerDatabase(StoreUnavailable):
    """The database was written by a newer version of Bereik."""


class SourceError(StoreError):
    """A source that may not be registered like this."""


class MissingPurpose(SourceError):
    """A source cannot be enabled without purpose, legal basis, owner and review date."""


class NotFound(StoreError):
    """There is no row with that id."""


class NotAllowed(StoreError):
    """The person lacks the role for this."""


class WrongState(StoreError):
    """The step is not allowed from the state the row is in now."""
