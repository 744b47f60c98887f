/*
 * launch ... --attend PIDFILE -- RUNTIME ARGUMENT...
 *
 * Runs an OCI runtime that starts a container and leaves at once ("run --detach
 * --preserve-fds 1 --pid-file PIDFILE"), and stands in for it until the container
 * has ended; then ends with the exit code of its main process, or with the runtime's
 * when that could not start it.
 *
 * The container gets no input, two pipes as output, and descriptor 3, a socket whose other end
 * belongs to whoever started us. "O" and two bytes are written to it: the numbers of the pipes'
 * reading ends, to be opened below /proc. A byte in answer says that they are, and nothing of the
 * container starts before. When the other end is closed, on purpose or because its owner died,
 * the container is killed: so it never outlives the one it works for, whatever the code in it does.
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

/* Standard output and standard error: reading and writing end. */
static int outputs[2][2];

struct attendance {
  int children;
  pid_t runtime, main;
  int abandoned, ended, code;
};

void offer_outputs(void) {
  /* Until the runtime has started, there is nothing to clean up: to die with our owner is enough. */
  if (prctl(PR_SET_PDEATHSIG, SIGKILL)) fail("follow the owner");
  char offer[] = "O..";
  for (int i = 0; i < 2; i++) {
    /* Open to all, because a sandbox's users open them again by name. */
    if (pipe2(outputs[i], O_CLOEXEC) || fchmod(outputs[i][1], 0666)) fail("pipe");
    offer[1 + i] = (char)outputs[i][0];
  }
  if (write(CHANNEL_FD, offer, 3) != 3) fail("channel");
}

static void wait_for_reader(void) {
  char answer;
  if (read(CHANNEL_FD, &answer, 1) != 1) fail("channel");
  for (int i = 0; i < 2; i++) close(outputs[i][0]);
}

static pid_t start_runtime(char **command) {
  wait_for_reader();
  if (prctl(PR_SET_PDEATHSIG, 0)) fail("follow the channel");
  pid_t runtime = fork();
  if (runtime < 0) fail("fork");
  if (runtime == 0) {
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
    int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
    if (nothing < 0 || dup2(nothing, 0) < 0 || dup2(outputs[0][1], 1) < 0 || dup2(outputs[1][1], 2) < 0) fail("streams");
    execv(command[0], command);
    fail("start %s", command[0]);
  }
  for (int i = 0; i < 2; i++) close(outputs[i][1]);
  /* The runtime's is the only one that anybody inside may have. */
  if (fcntl(CHANNEL_FD, F_SETFD, FD_CLOEXEC)) fail("channel");
  return runtime;
}

/* The main process becomes our child when the runtime leaves, so it cannot be collected before. */
static void collect(struct attendance *a, const char *pid_file) {
  struct signalfd_siginfo ignored;
  int status;
  if (read(a->children, &ignored, sizeof ignored) < 0) fail("read signals");
  if (!a->main) {
    if (waitpid(a->runtime, &status, WNOHANG) <= 0) return;
    a->code = exit_code_of(status);
    a->main = a->code == 0 ? read_pid(pid_file) : 0;
    if (!a->main) a->ended = 1;
  }
  pid_t ended;
  while ((ended = waitpid(-1, &status, WNOHANG)) > 0)
    if (ended == a->main) {
      a->code = exit_code_of(status);
      a->ended = 1;
    }
}

int attend(const char *pid_file, char **command) {
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
    if (fds[0].revents) collect(&a, pid_file);
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
