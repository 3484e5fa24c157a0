"""Starts the dashboard with safe defaults: loopback only, no telemetry, no details of errors in the page."""

from __future__ import annotations

import ipaddress
from importlib.resources import files

import streamlit as st


class RefusedAddress(ValueError):
    """The dashboard was asked to listen where strangers could reach it."""


def check_address(address: str) -> None:
    """Refuse every address but loopback: there is no sign-in yet, so whoever reaches the port is in."""
    try:
        loopback = address == "localhost" or ipaddress.ip_address(address).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise RefusedAddress(
            f"the dashboard does not listen on {address}: it has no sign-in yet, so anyone who reaches it "
            "could read and plan; use --address 127.0.0.1"
        )


def configuration(address: str, port: int) -> dict[str, object]:
    """Return the server's options, all of them chosen so that nothing leaves this machine."""
    return {
        "server.address": address,
        "server.port": port,
        "server.headless": True,
        "server.fileWatcherType": "none",
        "server.showEmailPrompt": False,
        "server.allowedHosts": ["127.0.0.1", "localhost", "[::1]"],
        "server.maxUploadSize": 20,
        "browser.serverAddress": address,
        "browser.gatherUsageStats": False,
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "none",
        "client.showErrorLinks": False,
        "runner.magicEnabled": False,
        "theme.base": "light",
        "theme.primaryColor": "#154273",
    }


def serve(address: str, port: int) -> None:
    """Run the dashboard until it is stopped; raises RefusedAddress for anything but loopback."""
    check_address(address)
    st.App(str(files("dashboard").joinpath("app.py"))).run(config=configuration(address, port))
