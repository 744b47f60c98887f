"""Modules by which the runner and the caller's source are known while the function runs."""

RUNNER = "cwsandbox_runner"
MODULE = "cwsandbox_function"
