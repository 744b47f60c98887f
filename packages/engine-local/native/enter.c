/*
 * The way of one command into its container: the same namespaces, user, capabilities, limits and filter
 * of system calls that the OCI runtime gives, in an order in which nothing inside can meddle. Until the
 * very end the process cannot be traced and its files cannot be opened by anybody inside.
 *
 * Complaints go to the command's standard error, worded like those of crun, with its exit codes.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/capability.h>
#include <linux/seccomp.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "commands.h"
#include "helper.h"

#define CANNOT_RUN 126
#define NOT_FOUND 127
#define LONGEST_PATH 4096

static _Noreturn void refuse(const char *what) {
  dprintf(2, "%s: %s\n", what, strerror(errno));
  _exit(CANNOT_RUN);
}

static void set_limit(int resource, rlim_t most) {
  struct rlimit limit = {.rlim_cur = most, .rlim_max = most};
  if (setrlimit(resource, &limit)) refuse("setrlimit");
}

/* What only the host's side can set. */
static void prepare(const struct command_head *head) {
  if (prctl(PR_SET_DUMPABLE, 0)) refuse("prctl");
  if (syscall(SYS_close_range, 3, ~0u, 1 << 2 /* close on exec */)) refuse("close_range");
  int score = open("/proc/self/oom_score_adj", O_WRONLY | O_CLOEXEC);
  if (score < 0 || dprintf(score, "%u", head->oom_score) < 0) refuse("oom_score_adj");
  close(score);
  if (setsid() < 0 || (head->has_terminal && ioctl(0, TIOCSCTTY, 0))) refuse("setsid");
  set_limit(RLIMIT_CORE, 0);
  if (head->process_limit) set_limit(RLIMIT_NPROC, head->process_limit);
}

/* All that the main process has; the process ids are there already, by birth. */
static void enter_namespaces(const struct container *container) {
  int kinds = CLONE_NEWUSER | CLONE_NEWNS | CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS | CLONE_NEWCGROUP;
  if (setns(container->main_process, kinds)) refuse("enter the container");
}

static void drop_bounding(uint64_t kept) {
  for (int number = 0; number < 64; number++)
    if (!(kept >> number & 1) && prctl(PR_CAPBSET_DROP, number)) {
      if (errno == EINVAL) return; /* the kernel knows no more */
      refuse("drop a capability");
    }
}

static void become_user(const struct container *container, const struct command_head *head) {
  drop_bounding(head->bounding);
  if (prctl(PR_SET_KEEPCAPS, 1)) refuse("prctl");
  if (container->may_set_groups && setgroups(0, NULL)) refuse("setgroups");
  if (setresgid(head->gid, head->gid, head->gid)) refuse("setresgid");
  if (setresuid(head->uid, head->uid, head->uid)) refuse("setresuid");
}

static void keep_capabilities(uint64_t permitted) {
  struct __user_cap_header_struct header = {.version = _LINUX_CAPABILITY_VERSION_3};
  struct __user_cap_data_struct sets[2] = {
      {.effective = (uint32_t)permitted, .permitted = (uint32_t)permitted},
      {.effective = (uint32_t)(permitted >> 32), .permitted = (uint32_t)(permitted >> 32)},
  };
  if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)) refuse("prctl");
  if (syscall(SYS_capset, &header, sets)) refuse("capset");
  if (prctl(PR_SET_KEEPCAPS, 0) || prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) refuse("prctl");
}

static const char *search_path(char **variables) {
  for (; *variables; variables++)
    if (!strncmp(*variables, "PATH=", 5)) return *variables + 5;
  return "";
}

/* Whether it is there and may be run; says what is wrong with it in errno. */
static int is_executable(const char *path) {
  struct stat status;
  if (stat(path, &status)) return 0;
  errno = EPERM;
  return S_ISREG(status.st_mode) && !access(path, X_OK);
}

static int in_directory(char *place, const char *directory, size_t length, const char *word) {
  int size = snprintf(place, LONGEST_PATH, "%.*s/%s", (int)length, length ? directory : ".", word);
  return size < LONGEST_PATH && is_executable(place);
}

/* The program's path in `place`, or the end of this process with the reason. */
static void find_program(char *place, const char *word, char **variables) {
  if (strchr(word, '/')) {
    if (snprintf(place, LONGEST_PATH, "%s", word) >= LONGEST_PATH) errno = ENAMETOOLONG;
    else if (is_executable(word)) return;
  } else {
    int denied = 0;
    errno = ENOENT;
    for (const char *part = search_path(variables); *part; part += strspn(part, ":")) {
      size_t length = strcspn(part, ":");
      if (in_directory(place, part, length, word)) return;
      if (errno == EACCES || errno == EPERM) denied = errno;
      part += length;
    }
    errno = denied ? denied : ENOENT;
  }
  if (errno != ENOENT && errno != ENOTDIR) refuse("open executable");
  dprintf(2, "executable file `%s` not found in $PATH: %s\n", word, strerror(errno));
  _exit(NOT_FOUND);
}

static void become_ordinary(const struct container *container) {
  umask(022);
  sigset_t none;
  sigemptyset(&none);
  for (int number = 1; number < NSIG; number++) signal(number, SIG_DFL);
  sigprocmask(SIG_SETMASK, &none, NULL);
  /* The last step: everything before it needs calls that the filter may refuse. */
  if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &container->filter)) refuse("seccomp");
}

/* When who carries our streams is killed, nobody would ever end us. */
static void end_with_carrier(const struct container *container) {
  struct pollfd life = {.fd = container->life};
  if (prctl(PR_SET_PDEATHSIG, SIGKILL) || poll(&life, 1, 0)) refuse("follow the helper");
}

void become(const struct container *container, const struct command *command) {
  const struct command_head *head = &command->head;
  prepare(head);
  enter_namespaces(container);
  become_user(container, head);
  keep_capabilities(head->permitted);
  if (chdir(command->directory)) {
    dprintf(2, "chdir `%s`: %s\n", command->directory, strerror(errno));
    _exit(CANNOT_RUN);
  }
  static char program[LONGEST_PATH];
  find_program(program, command->words[0], command->variables);
  end_with_carrier(container);
  become_ordinary(container);
  execve(program, command->words, command->variables);
  dprintf(2, "exec: %s\n", strerror(errno));
  _exit(errno == ENOENT ? NOT_FOUND : CANNOT_RUN);
}
