/*
 * launch ... --attend DIR -- RUNTIME ARGUMENT...
 *
 * Runs an OCI runtime that starts a container and leaves at once ("run --detach
 * --preserve-fds 1 --pid-file DIR/init.pid"), and stands in for it until the container
 * has ended; then ends with the exit code of its main process, or with the runtime's
 * when that could not start it.
 *
 * The container gets no input, the named pipes DIR/stdout and DIR/stderr as output, and
 * descriptor 3, a socket whose other end belongs to whoever started us. "O" is written to it
 * when the pipes are there to be opened for reading; nothing starts before they are. When the
 * other end is closed, on purpose or because its owner died, the container is killed: so it
 * never outlives the one it works for, whatever the code in it does.
 *
 * launch --init PROGRAM ARGUMENT...
 *
 * The first process of such a container: runs the program, collects orphans meanwhile, and
 * ends with the program's exit code, and everything else with it. A program that is the
 * first process itself would not die of signals that it does not handle.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "helper.h"

#define CHANNEL_FD 3

static const char *const OUTPUTS[] = {"stdout", "stderr"};

struct attendance {
  int children;
  pid_t runtime, main;
  int abandoned, ended, code;
};

void offer_outputs(const char *directory) {
  /* Until the runtime has started, there is nothing to clean up: to die with our owner is enough. */
  if (prctl(PR_SET_PDEATHSIG, SIGKILL)) fail("follow the owner");
  if (chdir(directory)) fail("enter %s", directory);
  for (int i = 0; i < 2; i++)
    if (mkfifo(OUTPUTS[i], 0600) || chmod(OUTPUTS[i], 0666)) fail("create %s", OUTPUTS[i]);
  if (write(CHANNEL_FD, "O", 1) != 1) fail("channel");
}

/* Waits until the far end is there. */
static int open_output(const char *path) {
  int output = open(path, O_WRONLY | O_CLOEXEC);
  if (output < 0) fail("open %s", path);
  return output;
}

static pid_t start_runtime(char **command) {
  int output[] = {open_output(OUTPUTS[0]), open_output(OUTPUTS[1])};
  if (prctl(PR_SET_PDEATHSIG, 0)) fail("follow the channel");
  pid_t runtime = fork();
  if (runtime < 0) fail("fork");
  if (runtime == 0) {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (nothing < 0 || dup2(nothing, 0) < 0 || dup2(output[0], 1) < 0 || dup2(output[1], 2) < 0) fail("streams");
    execv(command[0], command);
    fail("start %s", command[0]);
  }
  close(output[0]);
  close(output[1]);
  /* The runtime's is the only one that anybody inside may have. */
  if (fcntl(CHANNEL_FD, F_SETFD, FD_CLOEXEC)) fail("channel");
  return runtime;
}

/* The main process becomes our child when the runtime leaves, so it cannot be collected before. */
static void collect(struct attendance *a) {
  struct signalfd_siginfo ignored;
  int status;
  if (read(a->children, &ignored, sizeof ignored) < 0) fail("read signals");
  if (!a->main) {
    if (waitpid(a->runtime, &status, WNOHANG) <= 0) return;
    a->code = exit_code_of(status);
    a->main = a->code == 0 ? read_pid("init.pid") : 0;
    if (!a->main) a->ended = 1;
  }
  pid_t ended;
  while ((ended = waitpid(-1, &status, WNOHANG)) > 0)
    if (ended == a->main) {
      a->code = exit_code_of(status);
      a->ended = 1;
    }
}

int attend(char **command) {
  struct attendance a = {0};
  sigset_t child;
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  sigprocmask(SIG_BLOCK, &child, NULL);
  a.children = signalfd(-1, &child, SFD_CLOEXEC);
  if (a.children < 0) fail("signals");
  become_reaper();
  a.runtime = start_runtime(command);
  while (!a.ended) {
    struct pollfd fds[] = {{.fd = a.children, .events = POLLIN}, {.fd = a.abandoned ? -1 : CHANNEL_FD}};
    if (poll(fds, 2, -1) < 0 && errno != EINTR) fail("poll");
    if (fds[1].revents & (POLLHUP | POLLERR | POLLNVAL)) a.abandoned = 1;
    if (fds[0].revents) collect(&a);
    /* Not collected yet, so nobody else can have its number. */
    if (a.abandoned && a.main && !a.ended) kill(a.main, SIGKILL);
  }
  return a.code;
}

int run_as_first(char **command) {
  pid_t program = fork();
  if (program < 0) fail("fork");
  if (program == 0) {
    execvp(command[0], command);
    int code = errno == ENOENT ? 127 : 126;
    dprintf(2, "%s: %s\n", command[0], errno == ENOENT ? "executable file not found in $PATH" : strerror(errno));
    _exit(code);
  }
  /* The program's business alone. */
  close(CHANNEL_FD);
  int status;
  pid_t ended;
  while ((ended = waitpid(-1, &status, 0)) != program)
    if (ended < 0 && errno != EINTR) return 125;
  return exit_code_of(status);
}
