"""A local Graph API over real HTTP with a simulated town behind it, for the demo and for tests."""
