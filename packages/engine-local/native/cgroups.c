/* The control groups of a container, which its commands belong to from birth on. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "commands.h"
#include "helper.h"

static void join_cgroup(const char *directory) {
  char path[4096];
  if (snprintf(path, sizeof path, "%s/cgroup.procs", directory) >= (int)sizeof path) fail("path of %s", directory);
  int file = open(path, O_WRONLY | O_CLOEXEC);
  if (file < 0 || write(file, "0", 1) != 1) fail("join %s", directory);
  close(file);
}

void join_container(const struct container *container) {
  for (char **group = container->groups; *group; group += 2) join_cgroup(group[0]);
}

void leave_container(const struct container *container) {
  for (char **group = container->groups; *group; group += 2) join_cgroup(group[1]);
}

static size_t read_control_groups(const char *process, char *text, size_t room) {
  char path[64];
  snprintf(path, sizeof path, "/proc/%s/cgroup", process);
  int file = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t size = file < 0 ? -1 : read(file, text, room);
  if (size < 0) fail("read %s", path);
  close(file);
  return size;
}

void compare_control_groups(const char *main_process) {
  static char theirs[1 << 14], ours[1 << 14];
  size_t size = read_control_groups(main_process, theirs, sizeof theirs);
  errno = 0;
  if (size != read_control_groups("self", ours, sizeof ours) || memcmp(theirs, ours, size))
    fail("the control groups are not those of the main process");
}
