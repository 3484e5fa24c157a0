"""The simulated Graph API as a running server: `serve` in a thread, `run_forever` for the command.

The kinds of faults that `POST /_control/faults` takes are listed in `collectors.simulator.faults`.
"""

import threading
from dataclasses import replace
from types import TracebackType

from collectors.simulator import town
from collectors.simulator.clock import SimulatedClock
from collectors.simulator.config import SimulatorConfig
from collectors.simulator.graph import Graph
from collectors.simulator.listener import Listener
from collectors.simulator.tokens import Tokens


class RunningSimulator:
    """A simulator that answers at `url` until `close`; also a context manager."""

    def __init__(self, config: SimulatorConfig) -> None:
        start = config.beginning()
        self.config = replace(config, start=start)
        world = town.build_world(self.config, SimulatedClock(start))
        self.tokens = Tokens(config.seed, start)
        self._listener = Listener(self.config, Graph(self.config, world, self.tokens))
        self._thread = threading.Thread(target=self._listener.serve_forever, args=(0.05,), name="simulator")
        self._thread.start()

    @property
    def url(self) -> str:
        """Base address without a version, like `http://127.0.0.1:8123`."""
        return self._listener.url

    @property
    def site_url(self) -> str:
        """Address of the town's website, with `/agenda`, `/nieuws` and `/feed.xml`."""
        return f"{self.url}/site"

    @property
    def page_id(self) -> str:
        """The Page's id."""
        return self._listener.graph.world.page.id

    @property
    def page_token(self) -> str:
        """The Page token with every permission."""
        return self.token("page")

    @property
    def graph(self) -> Graph:
        """The Graph API behind the server, for tests in the same process."""
        return self._listener.graph

    def token(self, label: str) -> str:
        """The token with this label, for example `page`, `user`, `app`, `page_expired`."""
        return self.tokens.labelled(label).value

    def close(self) -> None:
        """Stop answering; returns when nothing is left running. Closing twice is harmless."""
        if self._thread.is_alive():
            self._listener.end()
            self._thread.join()

    def wait(self) -> None:
        """Block until the simulator is closed by another thread or a signal."""
        while self._thread.is_alive():
            self._thread.join(0.5)

    def __enter__(self) -> "RunningSimulator":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def serve(config: SimulatorConfig) -> RunningSimulator:
    """Build the town and start answering on 127.0.0.1 in a thread; OSError when the port is taken."""
    return RunningSimulator(config)


def introduction(running: RunningSimulator) -> str:
    """What a person needs for a first try with curl."""
    base, page = running.url, running.page_id
    lines = [
        f"Graph API   {base}/v26.0/",
        f"Page        {page}",
        f"Page token  {running.page_token}",
        f"User token  {running.token('user')}",
        f"App token   {running.token('app')}",
        f"Website     {running.site_url}",
        f'Try         curl "{base}/v26.0/{page}/published_posts?limit=3&access_token={running.page_token}"',
    ]
    if running.config.control:
        lines.append(f"Control     {base}/_control/state")
    return "\n".join(lines)


def run_forever(config: SimulatorConfig) -> None:
    """Serve until interrupted, after printing the address, the Page id and the tokens."""
    with serve(config) as running:
        print(introduction(running), flush=True)
        try:
            running.wait()
        except KeyboardInterrupt:
            print("Stopped.", flush=True)
