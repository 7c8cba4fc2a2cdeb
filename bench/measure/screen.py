"""A program on a terminal of its own: what it writes is counted and timed, and nothing is drawn."""

import fcntl
import os
import pty
import signal
import struct
import termios
import threading
import time

# What a terminal of today answers at once; a program that asks must not be timed waiting for nobody.
_ANSWERS = [
    (b"\x1b[>q", b"\x1bP>|foot(1.16.2)\x1b\\"),
    (b"\x1b[>c", b"\x1b[>1;11602;0c"),
    (b"\x1b[16t", b"\x1b[6;20;10t"),
    (b"\x1b[c", b"\x1b[?62;4;22c"),
]


class Screen:
    def __init__(self, argv, columns=80, rows=24, environment=None):
        self.chunks = []
        self.output = b""
        self._lock = threading.Lock()
        self._changed = threading.Condition(self._lock)
        self.started = time.monotonic()
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, columns * 10, rows * 20))
            os.execve(argv[0], argv, {**os.environ, "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", **(environment or {})})
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        while True:
            try:
                data = os.read(self._terminal, 65536)
            except OSError:
                data = b""
            if not data:
                return
            now = time.monotonic()
            for question, answer in _ANSWERS:
                if question in data:
                    os.write(self._terminal, answer)
            with self._changed:
                self.chunks.append((now, len(data)))
                self.output += data
                self._changed.notify_all()

    def wait_for(self, text, limit=30):
        """Seconds from the start of the program until it had written this text."""
        deadline = time.monotonic() + limit
        with self._changed:
            while text not in self.output:
                if not self._changed.wait(max(0, deadline - time.monotonic())):
                    raise SystemExit(f"bench: {text!r} did not come onto the screen")
            return self.chunks[-1][0] - self.started

    def press(self, keys):
        os.write(self._terminal, keys)

    def bytes_by_second(self, start, end):
        """Bytes written in each whole second between two instants of the monotonic clock."""
        seconds = [0] * int(end - start)
        with self._lock:
            for at, count in self.chunks:
                if start <= at < start + len(seconds):
                    seconds[int(at - start)] += count
        return seconds

    def close(self):
        """Ends the program; the reader goes on until it has, so that nobody waits for a full terminal."""
        os.kill(self.pid, signal.SIGTERM)
        deadline = time.monotonic() + 10
        while os.waitpid(self.pid, os.WNOHANG)[0] == 0:
            if time.monotonic() > deadline:
                os.kill(self.pid, signal.SIGKILL)
                os.waitpid(self.pid, 0)
                break
            time.sleep(0.01)
        os.close(self._terminal)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
