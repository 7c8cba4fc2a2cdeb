"""The least that a Python program on a terminal does before its first frame: a list and a footer, nothing polled yet."""

import asyncio  # noqa: F401 - a program that polls brings these along
import curses
import json
import locale
import signal
import sys

import aiohttp  # noqa: F401


def main(screen, rows):
    curses.use_default_colors()
    height, width = screen.getmaxyx()
    for line, row in enumerate(rows[: height - 2]):
        screen.addnstr(line, 0, f"  asking  {row}", width - 1)
    screen.addnstr(height - 1, 0, "? help  q quit", width - 1)
    screen.refresh()
    signal.pause()


locale.setlocale(locale.LC_ALL, "")
with open(sys.argv[1], encoding="utf-8") as file:
    ids = json.load(file)["ids"]
curses.wrapper(main, ids)
