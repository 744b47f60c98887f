/*
 * launch: gives one sandbox its private mount namespace, assembles its root
 * file system in it, and becomes the supervisor of the sandbox.
 *
 *   launch --mounts DIR --lower DIR --scratch DIR
 *          [--template FILE]              writable layer: a copy of this ext4 image on a loop device;
 *                                         without it, the scratch directory itself
 *          [--map INSIDE:OUTSIDE:COUNT]   shift the owners of what is shown by id-mapped mounts
 *          [--userxattr]                  overlay for an ordinary user
 *          [--bind PATH]...               shown at DIR/binds/0, DIR/binds/1 … in this order
 *          [--log FILE]                   where standard error goes
 *          [--report DIR]                 the program stands in DIR, and is told to report its start on descriptor 3
 *          [--attend PIDFILE]             run the program beside us and stay with what it starts; see attend.c
 *          -- PROGRAM ARGUMENT...
 *
 * The root file system appears at DIR/merged.
 *
 *   launch --init PROGRAM ARGUMENT...
 *
 * The first process of a sandbox that is attended to; see attend.c.
 *
 *   launch --commands MAIN_PROCESS FILTER LOG [CGROUP HOME]...
 *
 * Starts commands inside a running container; see commands.c.
 *
 *   launch --spawner PROGRAM
 *
 * Starts programs for the server; see spawner.c.
 *
 *   launch --check
 *
 * Does nothing: tells that the helper runs here, and is the smallest program for
 * a container.
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
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "helper.h"

/* These have one number on all architectures; musl has no wrappers for them yet. */
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
#define MOST_BINDS 256

struct mount_attributes {
  uint64_t set, clear, propagation, userns_fd;
};

struct options {
  const char *mounts, *lower, *scratch, *template, *map, *log, *report, *attend;
  const char *binds[MOST_BINDS];
  int bind_count, userxattr;
  char **command;
};

void fail(const char *what, ...) {
  int error = errno;
  char text[512];
  va_list arguments;
  va_start(arguments, what);
  vsnprintf(text, sizeof text, what, arguments);
  va_end(arguments);
  dprintf(2, "launch: %s%s%s\n", text, error ? ": " : "", error ? strerror(error) : "");
  _exit(125);
}

static void misuse(const char *what, const char *word) {
  errno = 0;
  fail("%s %s", what, word);
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

static void make_directory(const char *path, mode_t mode, uid_t owner) {
  if (mkdir(path, mode) && errno != EEXIST) fail("mkdir %s", path);
  if (chmod(path, mode)) fail("chmod %s", path);
  if (owner && chown(path, owner, owner)) fail("chown %s", path);
}

/* A user namespace that only describes a mapping: its one process waits and is killed once we hold the namespace. */
static int mapping_namespace(const char *map) {
  unsigned inside, outside, count;
  if (sscanf(map, "%u:%u:%u", &inside, &outside, &count) != 3) misuse("bad --map", map);
  int ready[2];
  if (pipe2(ready, O_CLOEXEC)) fail("pipe");
  pid_t parent = getpid(), child = fork();
  if (child < 0) fail("fork");
  if (child == 0) {
    int problem = unshare(CLONE_NEWUSER) ? errno : 0;
    /* After unshare, which resets it: whatever ends the parent ends this process too. */
    if (prctl(PR_SET_PDEATHSIG, SIGKILL) || getppid() != parent) _exit(1);
    if (write(ready[1], &problem, sizeof problem) == sizeof problem && !problem) pause();
    _exit(0);
  }
  int problem = EIO;
  if (read(ready[0], &problem, sizeof problem) != sizeof problem || problem) {
    errno = problem;
    fail("new user namespace");
  }
  char *line = join("%u %u %u\n", inside, outside, count);
  write_file(join("/proc/%d/uid_map", child), line);
  write_file(join("/proc/%d/gid_map", child), line);
  int fd = open(join("/proc/%d/ns/user", child), O_RDONLY | O_CLOEXEC);
  if (fd < 0) fail("open user namespace");
  kill(child, SIGKILL);
  waitpid(child, NULL, 0);
  close(ready[0]);
  close(ready[1]);
  return fd;
}

/*
 * Shows `source` at `target` with its owners shifted. A file system that cannot
 * shift owners is an error for the image, whose files must belong to the
 * sandbox; a bind is then shown as it is, its owners look foreign inside.
 */
static void show(const char *source, const char *target, int mapping, int must_map) {
  int tree = syscall(SYS_open_tree, AT_FDCWD, source, OPEN_TREE_CLONE_FLAG | O_CLOEXEC);
  if (tree < 0) fail("open %s", source);
  struct mount_attributes attributes = {.set = MOUNT_ATTR_IDMAP_FLAG, .userns_fd = mapping};
  if (syscall(SYS_mount_setattr, tree, "", AT_EMPTY_PATH, &attributes, sizeof attributes) &&
      (must_map || (errno != EINVAL && errno != EPERM)))
    fail("id-mapped mount of %s", source);
  if (syscall(SYS_move_mount, tree, "", AT_FDCWD, target, MOVE_MOUNT_FROM_EMPTY_PATH)) fail("attach %s", target);
  close(tree);
}

static void show_bind(const char *source, const char *target, int mapping) {
  struct stat status;
  if (stat(source, &status)) fail("bind of %s", source);
  if (S_ISDIR(status.st_mode)) make_directory(target, 0755, 0);
  else {
    int file = open(target, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    if (file < 0) fail("create %s", target);
    close(file);
  }
  if (mapping >= 0) show(source, target, mapping, 0);
  else if (mount(source, target, NULL, MS_BIND | MS_REC, NULL)) fail("bind of %s", source);
}

/* A sparse copy without a name: it is gone with the last process that holds it. */
static int copy_template(const char *template, const char *directory) {
  int from = open(template, O_RDONLY | O_CLOEXEC);
  struct stat status;
  if (from < 0 || fstat(from, &status)) fail("open %s", template);
  char *name = join("%s/disk", directory);
  int to = open(name, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (to < 0) fail("create %s", name);
  if (unlink(name)) fail("unlink %s", name);
  if (ftruncate(to, status.st_size)) fail("size of %s", name);
  static char buffer[1 << 16];
  off_t start = 0;
  while ((start = lseek(from, start, SEEK_DATA)) >= 0) {
    off_t end = lseek(from, start, SEEK_HOLE);
    while (start < end) {
      size_t wanted = end - start < (off_t)sizeof buffer ? (size_t)(end - start) : sizeof buffer;
      ssize_t got = pread(from, buffer, wanted, start);
      if (got <= 0) fail("read %s", template);
      if (pwrite(to, buffer, got, start) != got) fail("write %s", name);
      start += got;
    }
  }
  if (errno != ENXIO) fail("read %s", template);
  close(from);
  return to;
}

/* The loop device frees itself with the last mount of it. */
static void mount_disk(int backing, const char *target) {
  int control = open("/dev/loop-control", O_RDWR | O_CLOEXEC);
  if (control < 0) fail("open /dev/loop-control");
  for (int attempt = 0; attempt < 256; attempt++) {
    int number = ioctl(control, LOOP_CTL_GET_FREE);
    if (number < 0) fail("no free loop device");
    char *device = join("/dev/loop%d", number);
    int loop = open(device, O_RDWR | O_CLOEXEC);
    if (loop < 0) fail("open %s", device);
    struct loop_config config = {.fd = (uint32_t)backing, .info = {.lo_flags = LO_FLAGS_AUTOCLEAR}};
    if (ioctl(loop, LOOP_CONFIGURE, &config) == 0) {
      /* Or else a file that is written anew waits for the disk before the first byte; see mount_root. */
      if (mount(device, target, "ext4", MS_NODEV | MS_NOATIME, "noauto_da_alloc")) fail("mount the writable layer");
      close(loop);
      close(control);
      close(backing);
      return;
    }
    if (errno != EBUSY) fail("set up %s", device);
    close(loop); /* another sandbox was faster */
  }
  misuse("no free loop device", "after many attempts");
}

static void mount_root(const struct options *o) {
  unsigned owner = 0;
  if (o->map) sscanf(o->map, "%*u:%u", &owner);
  int mapping = o->map ? mapping_namespace(o->map) : -1;
  if (mount("tmpfs", o->mounts, "tmpfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, "mode=0711")) fail("tmpfs at %s", o->mounts);
  char *merged = join("%s/merged", o->mounts), *binds = join("%s/binds", o->mounts);
  make_directory(merged, 0755, 0);
  make_directory(binds, 0711, 0);
  const char *layer = o->scratch, *lower = o->lower;
  if (o->template) {
    int disk = copy_template(o->template, o->scratch);
    layer = join("%s/layer", o->mounts);
    make_directory(layer, 0711, 0);
    mount_disk(disk, layer);
  }
  if (o->map) {
    lower = join("%s/lower", o->mounts);
    make_directory(lower, 0755, 0);
    show(o->lower, lower, mapping, 1);
  }
  char *upper = join("%s/upper", layer), *work = join("%s/work", layer);
  make_directory(upper, 0755, owner);
  make_directory(work, 0700, 0);
  /* Volatile: this layer never outlives the sandbox, so nothing in it needs to reach the disk early. */
  char *data = join("lowerdir=%s,upperdir=%s,workdir=%s,volatile%s", lower, upper, work,
                    o->userxattr ? ",userxattr" : "");
  if (mount("overlay", merged, "overlay", MS_NODEV, data)) fail("overlay at %s", merged);
  for (int i = 0; i < o->bind_count; i++) show_bind(o->binds[i], join("%s/%d", binds, i), mapping);
  if (mapping >= 0) close(mapping);
}

static const char **place_of(struct options *o, const char *word) {
  if (!strcmp(word, "--mounts")) return &o->mounts;
  if (!strcmp(word, "--lower")) return &o->lower;
  if (!strcmp(word, "--scratch")) return &o->scratch;
  if (!strcmp(word, "--template")) return &o->template;
  if (!strcmp(word, "--map")) return &o->map;
  if (!strcmp(word, "--log")) return &o->log;
  if (!strcmp(word, "--report")) return &o->report;
  if (!strcmp(word, "--attend")) return &o->attend;
  if (strcmp(word, "--bind")) return NULL;
  if (o->bind_count == MOST_BINDS) misuse("too many", word);
  return &o->binds[o->bind_count++];
}

static struct options parse(int count, char **words) {
  struct options o = {0};
  int i = 1;
  for (; i < count && strcmp(words[i], "--"); i++) {
    if (!strcmp(words[i], "--userxattr")) {
      o.userxattr = 1;
      continue;
    }
    const char **place = place_of(&o, words[i]);
    if (!place || i + 1 >= count) misuse("unknown or incomplete option", words[i]);
    *place = words[++i];
  }
  if (!o.mounts || !o.lower || !o.scratch || i + 1 >= count)
    misuse("missing:", "--mounts, --lower, --scratch and a command");
  o.command = words + i + 1;
  return o;
}

void become_reaper(void) {
  if (prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)) fail("become a reaper");
}

int exit_code_of(int status) {
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

pid_t read_pid(const char *path) {
  int pid = 0;
  FILE *file = fopen(path, "re");
  if (!file) return 0;
  if (fscanf(file, "%d", &pid) != 1) pid = 0;
  fclose(file);
  return pid;
}

void write_errors_to(const char *log) {
  int fd = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
  if (fd < 0 || dup2(fd, 2) < 0) fail("open %s", log);
  close(fd);
}

int main(int count, char **words) {
  if (count == 2 && !strcmp(words[1], "--check")) return 0;
  if (count == 3 && !strcmp(words[1], "--spawner")) return run_spawner(words[2]);
  if (count > 2 && !strcmp(words[1], "--init")) return run_as_first(words + 2);
  if (count > 4 && !strcmp(words[1], "--commands")) return seal_commands(words);
  if (count > 4 && !strcmp(words[1], "--sealed-commands")) return run_commands(count, words);
  struct options o = parse(count, words);
  umask(022);
  if (o.log) write_errors_to(o.log);
  if (o.attend) offer_outputs();
  if (unshare(CLONE_NEWNS)) fail("new mount namespace");
  if (mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL)) fail("make mounts private");
  mount_root(&o);
  if (o.attend) return attend(o.attend, o.command);
  if (o.report && (chdir(o.report) || setenv("_OCI_SYNCPIPE", "3", 1))) fail("enter %s", o.report);
  execvp(o.command[0], o.command);
  fail("start %s", o.command[0]);
}
