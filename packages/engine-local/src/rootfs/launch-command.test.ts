import { describe, expect, test } from "vitest";

import { bindSourceOf, launchCommand, rootDirectoryOf } from "./launch-command.js";

const plan = {
  launch: "/lib/launch",
  mountsDirectory: "/run/a/mnt",
  lowerDirectory: "/images/x",
  scratchDirectory: "/run/a/scratch",
  binds: ["/usr", "/files/0"],
  logFile: "/run/a/log",
};

describe("launchCommand", () => {
  test("as root: disk image and a range of ids", () => {
    const command = launchCommand(
      { ...plan, layerTemplate: "/t.ext4", idRange: { first: 600_000, count: 65_536 } },
      ["conmon", "--cid", "a"],
    ).join(" ");
    expect(command).toContain("--template /t.ext4");
    expect(command).toContain("--map 0:600000:65536");
    expect(command).toContain("--bind /usr --bind /files/0");
    expect(command).not.toContain("--userxattr");
    expect(command.endsWith(" -- conmon --cid a")).toBe(true);
  });

  test("as an ordinary user: no shift of owners and no disk image", () => {
    const command = launchCommand(plan, ["conmon"]);
    expect(command).toContain("--userxattr");
    expect(command).not.toContain("--map");
    expect(command).not.toContain("--template");
  });

  test("says where it shows the root and the binds", () => {
    expect(rootDirectoryOf("/m")).toBe("/m/merged");
    expect(bindSourceOf("/m", 3)).toBe("/m/binds/3");
  });
});
