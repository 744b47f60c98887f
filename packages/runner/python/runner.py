"""Runs one call of a Python function inside a sandbox: python3 runner.py PAYLOAD RESULT
Booted ahead of time, with payload and result over descriptor 3: python3 runner.py --parked
The same while somebody waits for it: python3 runner.py --awaited

For Python 3.8 and newer, without dependencies; the build packs its modules into one file. It reads the payload, defines
the function, calls it, and tells the result only when it is complete. An error goes to standard error: one line
EXCEPTION: with the message, then the traceback; exit code 1.
"""

import os
import sys

from call import run
from names import RUNNER
from parked import park, rehearse


def main():
    words = sys.argv[1:]
    # The user's code sees what a program given with -c sees, and nothing of this file's directory.
    sys.argv[:] = ["-c"]
    sys.path[0] = ""
    sys.modules[RUNNER] = sys.modules["__main__"]
    # What is printed is heard at once, and not lost when the process is killed.
    sys.stdout.reconfigure(line_buffering=True)
    if words in (["--parked"], ["--awaited"]):
        if words == ["--parked"]:
            rehearse()
        park()
        return
    payload_path, result_path = words
    run(lambda: read_payload_file(payload_path), lambda result: write_result_file(result_path, result))


def read_payload_file(path):
    with open(path, "rb") as file:
        return file.read()


def write_result_file(path, result):
    temporary = path + ".part"
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(temporary, "wb") as file:
        file.write(result)
    os.replace(temporary, path)


if __name__ == "__main__":
    main()
