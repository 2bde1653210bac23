"""Sends as fast as it can until it is ended: flood.py KIND ADDRESS PORT CONNECTIONS. Says how many a second, and MB/s."""

import selectors
import socket
import sys
import time

LONG = b"\xe4" * 8_000  # bytes beyond ASCII: the costliest to read
SAY_SECONDS = 0.5


def request(kind):
    head = b"GET http://flood.example/" + LONG + b" HTTP/1.1\r\nHost: flood.example\r\n\r\n"
    if kind == "proxy":
        return head
    return (b"REQMOD icap://edge.test/reqmod ICAP/1.0\r\nAllow: 204\r\nEncapsulated: req-hdr=0, null-body=%d\r\n\r\n"
            % len(head)) + head


class Rate:
    """Says now and then how much was sent."""

    def __init__(self):
        self.began = self.said = time.monotonic()
        self.count = self.bytes = 0

    def sent(self, size):
        self.count += 1
        self.bytes += size
        now = time.monotonic()
        if now - self.said > SAY_SECONDS:
            self.said, seconds = now, now - self.began
            print(f"{self.count / seconds:.0f} {self.bytes / seconds / 1e6:.1f}", flush=True)


class Sender:
    """A connection that sends request after request and waits for no answer."""

    def __init__(self, address, text):
        self.text, self.at = text, 0
        self.socket = socket.create_connection(address)
        self.socket.setblocking(False)

    def send(self):
        """As much as the connection takes at once; whether that ended a request."""
        self.at += self.socket.send(self.text[self.at:])
        if self.at < len(self.text):
            return False
        self.at = 0
        return True

    def drop_answers(self):
        if not self.socket.recv(1 << 20):
            raise OSError("ended")


def busy(kind, address, connections):
    """Each connection sends as much as is taken from it: what bounds the rate is who is flooded, or the machine."""
    text, ready, rate = memoryview(request(kind)), selectors.DefaultSelector(), Rate()

    def connect():
        sender = Sender(address, text)
        ready.register(sender.socket, selectors.EVENT_READ | selectors.EVENT_WRITE, sender)

    for _ in range(connections):
        connect()
    while True:
        for key, events in ready.select():
            try:
                if events & selectors.EVENT_READ:
                    key.data.drop_answers()
                if events & selectors.EVENT_WRITE and key.data.send():
                    rate.sent(len(text))
            except OSError:
                ready.unregister(key.fileobj)
                key.fileobj.close()
                connect()


def idle(address, connections):
    """Opens connections, every other one with a byte, and leaves them; the oldest go when there are too many."""
    clients, rate = [], Rate()
    while True:
        client = socket.create_connection(address)
        if len(clients) % 2:
            client.send(b"R")
        clients.append(client)
        rate.sent(1)
        if len(clients) > connections:
            clients.pop(0).close()


if __name__ == "__main__":
    what, where, port, many = sys.argv[1:]
    if what == "idle":
        idle((where, int(port)), int(many))
    else:
        busy(what, (where, int(port)), int(many))
