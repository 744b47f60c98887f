"""Boots with nothing of any caller inside, and waits for the one call of the process."""

import atexit
import gc
import json
import linecache
import os
import pickle
import sys
import time

from call import run
from names import MODULE

CHANNEL = 3


class Channel:
    """A socket whose other end belongs to the server. Not standard input or output: those are the function's own."""

    def __init__(self):
        os.set_inheritable(CHANNEL, False)
        self.input = open(CHANNEL, "rb", closefd=False)
        self.output = open(CHANNEL, "wb", closefd=False)
        self.length = b""

    def wait_for_call(self):
        """Says that the process is ready and waits, asleep. Gives whether a call comes."""
        self.send(b"r")
        self.length = self.input.read(4)
        return len(self.length) == 4

    def read_payload(self):
        return self.input.read(int.from_bytes(self.length, "big"))

    def send_result(self, result):
        self.send(b"R", len(result).to_bytes(4, "big"), result)

    def send(self, *parts):
        self.output.writelines(parts)
        self.output.flush()


def park():
    channel = Channel()
    ending = Ending(channel)
    if not channel.wait_for_call():
        return
    try:
        run(channel.read_payload, channel.send_result)
        ending.code = 0
    except SystemExit as stop:
        ending.code = stop.code
        raise


class Ending:
    """
    Tells the exit code when all that the function wanted to do at the exit is done: what is registered first runs last.
    So nobody waits for the interpreter to fall apart. Whatever cannot be told like this, the process tells by ending.
    """

    def __init__(self, channel):
        self.channel = channel
        self.process = os.getpid()
        self.code = None
        atexit.register(self.announce)

    def announce(self):
        if type(self.code) is not int or not 0 <= self.code <= 255 or os.getpid() != self.process:
            return
        # Finalizers of global variables may still print.
        sys.modules.pop(MODULE, None)
        gc.collect()
        try:
            for stream in (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__):
                stream.flush()
        except Exception:
            return
        self.channel.send(b"X", bytes([self.code]))
        # The server ends it sooner: a process that falls apart takes a processor while somebody waits.
        time.sleep(0.1)
        os._exit(self.code)


REHEARSAL = {
    "name": "rehearsal",
    "source": "def rehearsal(x):\n    return [x, {'y': y}]\n",
    "globals": {"y": 1.5},
    "args": [1],
    "specials": [],
}


def rehearse():
    """Does everything once while nobody waits, because doing it for the first time takes longer."""
    pickles = map(pickle.dumps, (REHEARSAL, REHEARSAL["globals"], REHEARSAL["args"]))
    for payload in (json.dumps(REHEARSAL).encode(), b"".join(pickles)):
        run(lambda: payload, len)
    del sys.modules[MODULE]
    linecache.clearcache()
    # What is there now is looked at by no later collection.
    gc.collect()
    gc.freeze()
