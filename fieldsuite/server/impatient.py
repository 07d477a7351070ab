"""A caller who says a byte now and then, and never the end: hung up on after a while."""

import asyncio

from uvicorn.protocols.http.h11_impl import H11Protocol

from fieldsuite.server.limits import ServeLimits


def impatient(limits: ServeLimits) -> type[asyncio.Protocol]:
    """Give uvicorn's HTTP protocol with a time by which the whole head of a request must have been said.

    uvicorn alone waits for the end of a head as long as a byte comes now and then.
    """

    class Impatient(H11Protocol):
        _late: asyncio.TimerHandle | None = None

        def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
            super().connection_made(transport)
            self._expect()

        def handle_events(self) -> None:
            super().handle_events()
            if self._late is not None and self.cycle is not None and not self.cycle.response_complete:
                self._late.cancel()
                self._late = None

        def on_response_complete(self) -> None:
            self._expect()
            super().on_response_complete()

        def connection_lost(self, exc: Exception | None) -> None:
            if self._late is not None:
                self._late.cancel()
            super().connection_lost(exc)

        def _expect(self) -> None:
            if self._late is not None:
                self._late.cancel()
            self._late = self.loop.call_later(limits.header_seconds, self._hang_up)

        def _hang_up(self) -> None:
            self.transport.abort()

    return Impatient
