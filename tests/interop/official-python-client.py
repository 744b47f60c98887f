"""The official Python client against our server: what a user of it does first. Prints JSON."""

import json
import sys

from cwsandbox import RunnerNotFoundError, get_runner, list_runners
from cwsandbox import Sandbox, Session, SandboxDefaults, SandboxFileError, SandboxNotFoundError, SandboxTerminatedError

seen = {}
tag = sys.argv[1]

# The client asks for python:3.11 unless told otherwise; what the server has from the start is called so:
IMAGE = "builtin"

with Sandbox.run(container_image=IMAGE, tags=[tag], resources={"cpu": "500m", "memory": "128Mi"}) as sandbox:
    sandbox.wait()
    seen["status"] = sandbox.status.value
    seen["limits"] = dict(sandbox.resource_limits)
    result = sandbox.exec(["sh", "-c", "echo out; echo err >&2; exit 3"]).result()
    seen["exec"] = [result.stdout, result.stderr, result.returncode]
    seen["cwd"] = sandbox.exec(["pwd"], cwd="/tmp").result().stdout

    process = sandbox.exec(["cat"], stdin=True)
    process.stdin.write(b"through stdin").result()
    process.stdin.close().result()
    seen["stdin"] = process.result().stdout

    sandbox.write_file("/data/a/b.bin", bytes(range(256))).result()
    seen["file"] = list(sandbox.read_file("/data/a/b.bin").result()) == list(range(256))
    try:
        sandbox.read_file("/nope").result()
    except SandboxFileError as error:
        seen["missing"] = [error.reason, error.filepath]

    large = b"x" * (40 * 1024 * 1024)
    sandbox.write_file("/data/large", large).result()
    seen["large"] = sandbox.read_file("/data/large").result() == large

    terminal = sandbox.shell(["/bin/sh"], width=90, height=25)
    terminal.stdin.writeline("stty size; exit 7")
    output = b"".join(terminal.output)
    seen["terminal"] = [b"25 90" in output, terminal.result().returncode]

    found = Sandbox.list(tags=[tag]).result()
    seen["list"] = [found[0].sandbox_id == sandbox.sandbox_id, len(found)]
    attached = Sandbox.from_id(sandbox.sandbox_id).result()
    seen["attached"] = attached.exec(["echo", "attached"]).result().stdout

    sandbox.stop().result()
    seen["stopped"] = sandbox.status.value
    try:
        sandbox.wait_until_complete().result()
    except SandboxTerminatedError:
        seen["after stop"] = "terminated"

with Sandbox.run("sh", "-c", "echo one; echo two; exit 5", container_image=IMAGE, tags=[tag]) as sandbox:
    sandbox.wait_until_complete().result()
    seen["returncode"] = sandbox.returncode

try:
    Sandbox.from_id("nope").result()
except SandboxNotFoundError as error:
    seen["unknown"] = error.sandbox_id

with Sandbox.run("sh", "-c", "echo one; echo two; sleep 60", container_image=IMAGE, tags=[tag]) as sandbox:
    sandbox.wait()
    sandbox.exec(["sleep", "0.3"]).result()
    seen["logs"] = list(sandbox.stream_logs(tail_lines=1))

with Session(SandboxDefaults(container_image=IMAGE, tags=(tag,))) as session:

    @session.function()
    def add(x, y):
        return x + y

    seen["function"] = add.remote(2, 3).result()

listed = list_runners()[0]
runner = get_runner(listed.runner_id, organization_id=listed.organization_id)
seen["runner"] = [
    runner.runner_id == listed.runner_id,
    listed.resources is None,
    runner.resources.available_memory_bytes > 0,
    runner.supported_architectures == listed.supported_architectures,
    runner.healthy,
    runner.connected_at.utcoffset().total_seconds(),
]
seen["runner filters"] = [
    len(list_runners(include_resources=True, min_available_cpu_millicores=1)),
    len(list_runners(architecture="riscv64")),
    len(list_runners(healthy_only=True)),
    len(list_runners(service_visibility="public")),
]
try:
    get_runner("nope", organization_id=listed.organization_id)
except RunnerNotFoundError as error:
    seen["unknown runner"] = error.runner_id
with Sandbox.run(container_image=IMAGE, tags=[tag], runner_ids=[runner.runner_id]) as sandbox:
    sandbox.wait()
    seen["pinned"] = [sandbox.runner_id == runner.runner_id, sandbox.runner_group_id == runner.runner_group_id]

seen["left"] = len(Sandbox.list(tags=[tag]).result())
print(json.dumps(seen))
