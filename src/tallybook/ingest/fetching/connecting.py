"""Connections to checked addresses, with one deadline over all that happens on them.

A name is resolved here and nowhere else, and what was checked is what is connected to: a name
server that answers otherwise the second time (DNS rebinding) is not asked a second time. TLS still
proves the name, since httpcore hands it to the handshake and the certificate's check.
"""

from __future__ import annotations

import ssl
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as LateError
from ipaddress import ip_address
from typing import Any

import httpcore

from tallybook.errors import SourceError, UnreachableError
from tallybook.ingest.fetching.addresses import refusal_of
from tallybook.ingest.fetching.rules import Rules


class CheckedBackend(httpcore.NetworkBackend):
    """The network of one request (httpcore's NetworkBackend).

    `address` is the IP address that it connected to. `deadline` is by the rules' monotonic clock.
    """

    def __init__(self, rules: Rules, deadline: float) -> None:
        self.address: str | None = None
        self._rules = rules
        self._deadline = deadline
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Resolve a host, check every address that it has, and connect to the first that answers.

        Raises SourceError "address" where one of them is not public, UnreachableError where there
        is none, and httpcore's own errors where none answers.
        """
        addresses = self._resolved(host, port)
        for address in addresses:
            self._check(host, address, port)
        failure: Exception | None = None
        for address in addresses:
            try:
                stream = self._network.connect_tcp(
                    address, port, self._left(timeout), local_address, socket_options
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
                continue
            self.address = address
            return _BoundedStream(stream, self)
        assert failure is not None  # `_resolved` gives one address at least
        raise failure

    def _resolved(self, host: str, port: int) -> list[str]:
        # The system's resolver knows no deadline of its own.
        resolver = ThreadPoolExecutor(max_workers=1)
        try:
            found = resolver.submit(self._rules.resolve, host, port).result(self._left(None))
        except LateError as error:
            raise httpcore.ConnectTimeout(f"looking up {host}") from error
        except (OSError, UnicodeError) as error:
            raise UnreachableError(
                f"there is no machine of the name {host} ({error}); check the address, and the "
                "connection to the internet",
                code="unresolved",
            ) from error
        finally:
            resolver.shutdown(wait=False)
        if not found:
            raise UnreachableError(f"the name {host} has no address", code="unresolved")
        return found

    def _check(self, host: str, address: str, port: int) -> None:
        # A zone ("fe80::1%eth0") names an interface of this machine; the address is what counts.
        refusal = refusal_of(ip_address(address.partition("%")[0]))
        if refusal is not None and (address, port) not in self._rules.allowed:
            raise SourceError(
                f"{host} leads to {address}, {refusal}; only public addresses are fetched. Save "
                "the report as a file",
                code="address",
            )

    def _left(self, timeout: float | None) -> float:
        """Return how long a step may take: `timeout`, but not beyond the deadline."""
        left = self._deadline - self._rules.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout(f"after {self._rules.seconds:g} s in all")
        return left if timeout is None else min(timeout, left)


class _BoundedStream(httpcore.NetworkStream):
    """A connection whose every step ends before the deadline of the whole request."""

    def __init__(self, stream: httpcore.NetworkStream, backend: CheckedBackend) -> None:
        self._stream = stream
        self._backend = backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._backend._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._backend._left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._backend._left(timeout)
        return _BoundedStream(
            self._stream.start_tls(ssl_context, server_hostname, left), self._backend
        )

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
