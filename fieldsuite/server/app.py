"""The protocol: sessions, uploads by tus 1.0.0, answers, numbers. No other path exists."""

import hmac
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from fieldsuite.errors import OfficeError
from fieldsuite.event_log import EventLog
from fieldsuite.server.asked import bounded_body, require_digest, require_length, require_tus
from fieldsuite.server.limits import LIMITS, ServeLimits
from fieldsuite.server.metrics import Metrics
from fieldsuite.server.pieces import take_piece
from fieldsuite.server.refusal import Refusal, of_disk
from fieldsuite.server.sessions import Sessions
from fieldsuite.server.shelf import Shelf, Upload
from fieldsuite.work_numbers import read
from sync.online import LOCAL
from sync.upload_terms import BUNDLES, EXTENSIONS, OFFSET_TYPE, SESSION, TUS


@dataclass(frozen=True, slots=True)
class Parts:
    """What an upload address is made of."""

    shelf: Shelf
    sessions: Sessions
    metrics: Metrics
    log: EventLog
    limits: ServeLimits = LIMITS
    watch_token: str = ""
    """Who shows it may read the numbers from another machine; empty lets nobody."""


def application(parts: Parts) -> Starlette:
    """Give the ASGI application."""
    desk = _UploadDesk(parts)
    one = BUNDLES + "/{digest:str}"
    routes = [
        Route(SESSION, desk.challenge, methods=["GET"]),
        Route(SESSION, desk.open, methods=["POST"]),
        Route(BUNDLES, desk.options, methods=["OPTIONS"]),
        Route(BUNDLES, desk.create, methods=["POST"]),
        Route(one, desk.head, methods=["HEAD"]),
        Route(one, desk.patch, methods=["PATCH"]),
        Route(f"{one}/receipt", desk.receipt, methods=["GET"]),
        Route("/metrics", desk.numbers, methods=["GET"]),
    ]
    return Starlette(
        routes=routes,
        exception_handlers={Refusal: desk.refused, OSError: desk.failed, OfficeError: desk.failed},
    )


class _UploadDesk:
    def __init__(self, parts: Parts) -> None:
        self._shelf, self._sessions, self._metrics = parts.shelf, parts.sessions, parts.metrics
        self._log, self._limits, self._watch_token = parts.log, parts.limits, parts.watch_token
        self._held = set[tuple[str, str]]()

    async def challenge(self, request: Request) -> Response:
        return _json(200, {"challenge": self._sessions.challenge()})

    async def open(self, request: Request) -> Response:
        token = self._sessions.open(await bounded_body(request, self._limits))
        self._metrics.count("sessions_total")
        return _json(200, {"token": token, "seconds": self._limits.session_seconds})

    async def options(self, request: Request) -> Response:
        said = {
            "Tus-Version": TUS,
            "Tus-Extension": EXTENSIONS,
            "Tus-Max-Size": str(self._limits.bundle_bytes),
        }
        return Response(status_code=204, headers={"Tus-Resumable": TUS, **said})

    async def create(self, request: Request) -> Response:
        device = self._device(request)
        require_tus(request)
        digest, length = require_length(request)
        with self._hold(device, digest):
            upload = await run_in_threadpool(self._shelf.create, device, digest, length)
            upload = await self._whole(device, upload)
        if upload.whole:
            self._metrics.count("uploads_same_total")
        self._log.note("created", device, digest, offset=upload.offset, length=upload.length)
        return Response(status_code=201, headers={"Location": f"{BUNDLES}/{digest}", **_at(upload)})

    async def head(self, request: Request) -> Response:
        device, digest = self._device(request), require_digest(request)
        upload = await run_in_threadpool(self._shelf.find, device, digest)
        if upload is None:
            gone = await run_in_threadpool(self._shelf.answered, digest)
            return Response(status_code=410 if gone else 404, headers={"Tus-Resumable": TUS})
        return Response(status_code=200, headers={**_at(upload), "Cache-Control": "no-store"})

    async def patch(self, request: Request) -> Response:
        device, digest = self._device(request), require_digest(request)
        require_tus(request)
        if request.headers.get("content-type") != OFFSET_TYPE:
            raise Refusal(415, "E_TYPE")
        with self._hold(device, digest):
            upload = await run_in_threadpool(self._shelf.find, device, digest)
            if upload is None:
                raise Refusal(404, "E_NOT_FOUND")
            if request.headers.get("upload-offset") != str(upload.offset):
                raise Refusal(409, "E_INPUT")
            if upload.path is None:
                return Response(status_code=204, headers=_at(upload))
            offset, ended = await take_piece(
                upload.path, upload.offset, upload.length, request.stream(), self._limits
            )
            self._metrics.count("received_bytes_total", max(0, offset - upload.offset))
            if ended is not None:
                self._metrics.count("cut_total")
                self._log.note("cut", device, digest, offset=offset, status=ended.status)
                raise ended
            upload = await self._whole(device, Upload(digest, upload.length, offset, upload.path))
        return Response(status_code=204, headers=_at(upload))

    async def receipt(self, request: Request) -> Response:
        device, digest = self._device(request), require_digest(request)
        state, said = await run_in_threadpool(self._shelf.answer, digest)
        if state == "receipt":
            self._metrics.count("receipts_total")
            self._log.note("receipt", device, digest, bytes=len(said))
            return Response(
                said, media_type="application/octet-stream", headers={"Cache-Control": "no-store"}
            )
        if state == "refused":
            return Response(said, status_code=422, media_type="application/json")
        return _json(202 if state == "waiting" else 404, {"state": state})

    async def numbers(self, request: Request) -> Response:
        """Only for this machine, and for who has the watchers' token: how much an office sends is nobody else's
        business."""
        here = request.client is not None and request.client.host in LOCAL
        if not here and not self._watcher(request.headers.get("authorization", "")):
            raise Refusal(404, "E_NOT_FOUND")
        now = await run_in_threadpool(self._shelf.counts)
        work = await run_in_threadpool(read, self._shelf.home.work_numbers, time.time())
        return PlainTextResponse(self._metrics.text(now, work), media_type="text/plain; version=0.0.4")

    async def refused(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, Refusal)
        self._metrics.refused[error.code] += 1
        self._log.note("refused", status=error.status, code=error.code)
        more = {"Retry-After": "5"} if error.status in (423, 429, 503) else {}
        return _json(error.status, {"code": error.code}, more)

    async def failed(self, request: Request, error: Exception) -> Response:
        refusal = of_disk(error) if isinstance(error, OSError) else Refusal(503, "E_NOT_FOUND")
        return await self.refused(request, refusal)

    def _watcher(self, authorization: str) -> bool:
        token = self._watch_token
        return bool(token) and hmac.compare_digest(authorization.encode(), f"Bearer {token}".encode())

    def _device(self, request: Request) -> str:
        return self._sessions.device(request.headers.get("authorization", ""))

    @contextmanager
    def _hold(self, device: str, digest: str) -> Iterator[None]:
        """Let one request work on an upload; another is told to come back and not kept waiting."""
        if (device, digest) in self._held:
            raise Refusal(423, "E_BUSY")
        self._held.add((device, digest))
        try:
            yield
        finally:
            self._held.discard((device, digest))

    async def _whole(self, device: str, upload: Upload) -> Upload:
        """Finish an upload of which nothing is missing; also one whose server was killed before it could."""
        if upload.whole or upload.offset < upload.length:
            return upload
        await run_in_threadpool(self._shelf.finish, device, upload)
        self._metrics.count("uploads_total")
        self._log.note("arrived", device, upload.digest, bytes=upload.length)
        return Upload(upload.digest, upload.length, upload.length)


def _at(upload: Upload) -> dict[str, str]:
    return {"Tus-Resumable": TUS, "Upload-Offset": str(upload.offset), "Upload-Length": str(upload.length)}


def _json(status: int, said: dict[str, object], headers: dict[str, str] | None = None) -> Response:
    return Response(
        json.dumps(said),
        status_code=status,
        media_type="application/json",
        headers={"Tus-Resumable": TUS, **(headers or {})},
    )
