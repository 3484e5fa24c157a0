"""The two faces, views and commands; settings and wiring."""
