"""facebook-sdk, imported without the warning that its old string escapes give on today's Pythons."""

from __future__ import annotations

import warnings

with warnings.catch_warnings():
    for category in (DeprecationWarning, SyntaxWarning):  # Python 3.11, 3.12 and later
        warnings.filterwarnings("ignore", message="invalid escape sequence", category=category)
    import facebook

GraphAPI = facebook.GraphAPI
