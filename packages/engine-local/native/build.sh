#!/bin/sh
# Builds the launch helper and the filter of system calls for every supported architecture, the same bytes on every
# machine. The list of calls is taken from the compiled package: run "npm run build" before.
#
#   sh build.sh ZIG        ZIG is the zig 0.17.0 command, such as "zig" or "python3 -m ziglang"
set -eu

wanted=0.17.0
zig=${1:?usage: sh build.sh ZIG}
cd "$(dirname "$0")"

found=$($zig version)
if [ "$found" != "$wanted" ]; then
  echo "build.sh: zig $wanted makes these binaries, '$zig' is $found" >&2
  exit 1
fi

list='import("../dist/runtime/oci/seccomp.js").then((all) => console.log(JSON.stringify(all.seccompProfile(process.argv[1]))))'
for pair in x86_64:x64 aarch64:arm64; do
  directory=../prebuilt/linux-${pair#*:}
  mkdir -p "$directory"
  $zig cc -target "${pair%%:*}-linux-musl" -std=gnu11 -Wall -Wextra -Werror -Os -static -s -o "$directory/launch" launch.c attend.c cgroups.c channel.c commands.c enter.c own_words.c sealed.c spawner.c streams.c terminal.c
  chmod 755 "$directory/launch"
  node -e "$list" "${pair#*:}" >"${pair#*:}.seccomp"
  python3 compile-filter.py "${pair%%:*}" <"${pair#*:}.seccomp" >"$directory/filter.bpf"
done
cd ../prebuilt
sha256sum linux-x64/* linux-arm64/* >SHA256SUMS
