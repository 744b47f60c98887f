"""How deep values may be nested."""

import functools
import sys

# Python's own readers and writers take up to three calls for each level of what is nested.
RECURSION_LIMIT = 5000


def deeply(work):
    """Lets it go as deep as the other side allows; the function itself has Python's own limit."""

    @functools.wraps(work)
    def within(*args):
        before = sys.getrecursionlimit()
        sys.setrecursionlimit(max(before, RECURSION_LIMIT))
        try:
            return work(*args)
        finally:
            sys.setrecursionlimit(before)

    return within
