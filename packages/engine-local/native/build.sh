#!/bin/sh
# Builds the launch helper for every supported architecture, the same bytes on every machine.
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

for pair in x86_64:x64 aarch64:arm64; do
  directory=../prebuilt/linux-${pair#*:}
  mkdir -p "$directory"
  $zig cc -target "${pair%%:*}-linux-musl" -std=gnu11 -Wall -Wextra -Werror -Os -static -s -o "$directory/launch" launch.c attend.c cgroups.c commands.c enter.c own_words.c sealed.c spawner.c terminal.c
  chmod 755 "$directory/launch"
done
cd ../prebuilt
sha256sum linux-x64/launch linux-arm64/launch >SHA256SUMS
