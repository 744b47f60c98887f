/*
 * cwsandbox-launch: gives one sandbox its private mount namespace, assembles
 * its root file system in it, and becomes the supervisor of the sandbox.
 *
 *   launch --lower DIR --merged DIR --scratch DIR
 *          [--image FILE]                 writable layer on a loop device, else in --scratch itself
 *          [--map INSIDE:OUTSIDE:COUNT]   shift the ownership of the lower layer by an id-mapped mount
 *          [--userxattr]                  overlay for an ordinary user
 *          [--log FILE]                   where standard error goes once everything is mounted
 *          -- PROGRAM ARGUMENT...
 *
 * Why a program of its own: the mounts must exist in no other namespace, so
 * that they vanish with the sandbox whatever happens to the server, and no
 * tool of Debian 12 can make an id-mapped mount. It runs before any code of
 * the sandbox and is gone (exec) when that code starts.
 *
 * Failures: one line on standard error, exit status 125.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/loop.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

/* These four have one number on all architectures; musl has no wrappers for them yet. */
#ifndef SYS_open_tree
#define SYS_open_tree 428
#endif
#ifndef SYS_move_mount
#define SYS_move_mount 429
#endif
#ifndef SYS_mount_setattr
#define SYS_mount_setattr 442
#endif
#define OPEN_TREE_CLONE_FLAG 1
#define MOVE_MOUNT_FROM_EMPTY_PATH 0x00000004
#define MOUNT_ATTR_IDMAP_FLAG 0x00100000

struct mount_attributes {
  uint64_t set, clear, propagation, userns_fd;
};

struct options {
  const char *lower, *merged, *scratch, *image, *map, *log;
  int userxattr;
  char **command;
};

static void fail(const char *what, ...) {
  int error = errno;
  char text[512];
  va_list arguments;
  va_start(arguments, what);
  vsnprintf(text, sizeof text, what, arguments);
  va_end(arguments);
  dprintf(2, "launch: %s%s%s\n", text, error ? ": " : "", error ? strerror(error) : "");
  _exit(125);
}

static char *join(const char *format, ...) {
  char *text = NULL;
  va_list arguments;
  va_start(arguments, format);
  if (vasprintf(&text, format, arguments) < 0) fail("out of memory");
  va_end(arguments);
  return text;
}

static void write_file(const char *path, const char *text) {
  int fd = open(path, O_WRONLY | O_CLOEXEC);
  if (fd < 0 || write(fd, text, strlen(text)) != (ssize_t)strlen(text)) fail("write %s", path);
  close(fd);
}

/* A user namespace that only describes a mapping: its one process waits and is killed once we hold the namespace. */
static int mapping_namespace(const char *map) {
  unsigned inside, outside, count;
  if (sscanf(map, "%u:%u:%u", &inside, &outside, &count) != 3) { errno = 0; fail("bad --map %s", map); }
  int ready[2];
  if (pipe2(ready, O_CLOEXEC)) fail("pipe");
  pid_t child = fork();
  if (child < 0) fail("fork");
  if (child == 0) {
    char answer = unshare(CLONE_NEWUSER) ? 'n' : 'y';
    if (write(ready[1], &answer, 1) == 1) pause();
    _exit(0);
  }
  char answer = 'n';
  if (read(ready[0], &answer, 1) != 1 || answer != 'y') fail("new user namespace");
  char *line = join("%u %u %u\n", inside, outside, count);
  write_file(join("/proc/%d/uid_map", child), line);
  write_file(join("/proc/%d/gid_map", child), line);
  int fd = open(join("/proc/%d/ns/user", child), O_RDONLY | O_CLOEXEC);
  if (fd < 0) fail("open user namespace");
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
  return fd;
}

/* Shows `source` at `target` with its owners shifted. */
static void bind_mapped(const char *source, const char *target, const char *map) {
  int tree = syscall(SYS_open_tree, AT_FDCWD, source, OPEN_TREE_CLONE_FLAG | O_CLOEXEC);
  if (tree < 0) fail("open_tree %s", source);
  struct mount_attributes attributes = {.set = MOUNT_ATTR_IDMAP_FLAG, .userns_fd = mapping_namespace(map)};
  if (syscall(SYS_mount_setattr, tree, "", AT_EMPTY_PATH, &attributes, sizeof attributes))
    fail("id-mapped mount of %s", source);
  if (syscall(SYS_move_mount, tree, "", AT_FDCWD, target, MOVE_MOUNT_FROM_EMPTY_PATH))
    fail("attach %s", target);
}

/* Mounts an ext4 image; the loop device frees itself with the last mount of it. */
static void mount_image(const char *image, const char *target) {
  int backing = open(image, O_RDWR | O_CLOEXEC);
  if (backing < 0) fail("open %s", image);
  int control = open("/dev/loop-control", O_RDWR | O_CLOEXEC);
  if (control < 0) fail("open /dev/loop-control");
  for (int attempt = 0; attempt < 64; attempt++) {
    int number = ioctl(control, LOOP_CTL_GET_FREE);
    if (number < 0) fail("no free loop device");
    char *device = join("/dev/loop%d", number);
    int loop = open(device, O_RDWR | O_CLOEXEC);
    if (loop < 0) fail("open %s", device);
    struct loop_config config = {.fd = (uint32_t)backing, .info = {.lo_flags = LO_FLAGS_AUTOCLEAR}};
    if (ioctl(loop, LOOP_CONFIGURE, &config) == 0) {
      if (mount(device, target, "ext4", MS_NODEV | MS_NOATIME, "")) fail("mount %s", image);
      close(loop);
      close(control);
      close(backing);
      return;
    }
    if (errno != EBUSY) fail("set up %s", device);
    close(loop); /* another sandbox was faster */
  }
  fail("no free loop device after many attempts");
}

static void make_directory(const char *path, mode_t mode, uid_t owner) {
  if (mkdir(path, mode) && errno != EEXIST) fail("mkdir %s", path);
  if (chown(path, owner, owner)) fail("chown %s", path);
}

static void mount_root(const struct options *o) {
  unsigned owner = 0;
  if (o->map) sscanf(o->map, "%*u:%u", &owner);
  if (o->image) mount_image(o->image, o->scratch);
  char *upper = join("%s/upper", o->scratch), *work = join("%s/work", o->scratch);
  make_directory(upper, 0755, owner);
  make_directory(work, 0700, 0);
  const char *lower = o->lower;
  if (o->map) {
    char *mapped = join("%s/lower", o->scratch);
    make_directory(mapped, 0755, 0);
    bind_mapped(o->lower, mapped, o->map);
    lower = mapped;
  }
  char *data = join("lowerdir=%s,upperdir=%s,workdir=%s%s", lower, upper, work, o->userxattr ? ",userxattr" : "");
  if (mount("overlay", o->merged, "overlay", MS_NODEV, data)) fail("overlay at %s", o->merged);
}

static struct options parse(int count, char **words) {
  struct options o = {0};
  int i = 1;
  for (; i < count && strcmp(words[i], "--"); i++) {
    const char **value = !strcmp(words[i], "--lower")     ? &o.lower
                         : !strcmp(words[i], "--merged")  ? &o.merged
                         : !strcmp(words[i], "--scratch") ? &o.scratch
                         : !strcmp(words[i], "--image")   ? &o.image
                         : !strcmp(words[i], "--map")     ? &o.map
                         : !strcmp(words[i], "--log")     ? &o.log
                                                          : NULL;
    if (!strcmp(words[i], "--userxattr")) o.userxattr = 1;
    else if (value && i + 1 < count) *value = words[++i];
    else { errno = 0; fail("unknown or incomplete option %s", words[i]); }
  }
  errno = 0;
  if (!o.lower || !o.merged || !o.scratch || i + 1 >= count) fail("--lower, --merged, --scratch and a command are needed");
  o.command = words + i + 1;
  return o;
}

int main(int count, char **words) {
  struct options o = parse(count, words);
  if (unshare(CLONE_NEWNS)) fail("new mount namespace");
  if (mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL)) fail("make mounts private");
  mount_root(&o);
  if (o.log) {
    int fd = open(o.log, O_WRONLY | O_CREAT | O_APPEND, 0600);
    if (fd < 0 || dup2(fd, 2) < 0) fail("open %s", o.log);
    close(fd);
  }
  execvp(o.command[0], o.command);
  fail("start %s", o.command[0]);
}
