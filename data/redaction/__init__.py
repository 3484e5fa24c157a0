"""How people are found in a text: one kind of personal data per module, applied by data/privacy.py."""
