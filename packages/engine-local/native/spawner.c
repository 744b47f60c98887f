/*
 * launch --spawner PROGRAM
 *
 * Starts programs for a server that is large: a fork of the server itself would cost it
 * milliseconds each time, in which it does nothing else.
 *
 * It listens on the socket "spawner" in its working directory. Whoever connects sends the words of
 * a program, a NUL behind each, and before them their length as a 32-bit number. The connection
 * becomes descriptor 3 of that program, and the first that comes over it is the program's process
 * id, in 32 bits. All numbers are in the machine's order.
 *
 * It keeps PROGRAM, the OCI runtime, as a sealed copy in memory, which a link of the same name in
 * its working directory leads to. A runtime that is started from its file makes such a copy of itself and starts that, each
 * time, because the first process of a container can reach the file behind "/proc/self/exe" for a moment.
 *
 * Descriptor 3 of the spawner itself belongs to the server. "R" is written to it when the socket is
 * there, and then process id and exit code, 32 bits each, of every program that has ended. When its
 * other end is closed the spawner ends; what it has started stays.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "helper.h"

#define CHANNEL_FD 3
#define MOST_BYTES (1 << 20)

static int listen_here(void) {
  struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "spawner"};
  unlink(address.sun_path);
  int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (listener < 0 || bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, SOMAXCONN))
    fail("listen");
  return listener;
}

/* Where there can be no copy, the link leads to the file. */
static void offer_copy(const char *program) {
  char copy[64];
  int sealed = sealed_copy(program);
  snprintf(copy, sizeof copy, "/proc/%d/fd/%d", getpid(), sealed);
  const char *name = strrchr(program, '/') ? strrchr(program, '/') + 1 : program;
  unlink(name);
  if (symlink(sealed < 0 ? program : copy, name)) fail("link of %s", program);
}

static void read_all(char *bytes, size_t count) {
  while (count > 0) {
    ssize_t got = read(CHANNEL_FD, bytes, count);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) fail("read the words of a program");
    bytes += got;
    count -= (size_t)got;
  }
}

static char **split(char *bytes, size_t length) {
  size_t count = 0, next = 0;
  for (size_t i = 0; i < length; i++) count += bytes[i] == 0;
  char **words = calloc(count + 1, sizeof *words);
  if (!words) fail("out of memory");
  for (size_t i = 0, start = 0; i < length; i++)
    if (bytes[i] == 0) {
      words[next++] = bytes + start;
      start = i + 1;
    }
  return words;
}

_Noreturn static void become_program(int connection) {
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  signal(SIGPIPE, SIG_DFL);
  if (setsid() < 0 || dup2(connection, CHANNEL_FD) < 0) fail("connection");
  int32_t pid = getpid();
  if (write(CHANNEL_FD, &pid, sizeof pid) != sizeof pid) fail("tell the process id");
  uint32_t length;
  read_all((char *)&length, sizeof length);
  if (length == 0 || length > MOST_BYTES) fail("the words of a program");
  char *bytes = malloc(length);
  if (!bytes) fail("out of memory");
  read_all(bytes, length);
  bytes[length - 1] = 0;
  char **words = split(bytes, length);
  execv(words[0], words);
  fail("start %s", words[0]);
}

static void accept_all(int listener) {
  for (int connection; (connection = accept4(listener, NULL, NULL, SOCK_CLOEXEC)) >= 0; close(connection))
    if (fork() == 0) become_program(connection);
}

static void collect(int children) {
  struct signalfd_siginfo ignored;
  if (read(children, &ignored, sizeof ignored) < 0) fail("read signals");
  int status;
  for (pid_t ended; (ended = waitpid(-1, &status, WNOHANG)) > 0;) {
    int32_t report[] = {ended, exit_code_of(status)};
    if (write(CHANNEL_FD, report, sizeof report) != sizeof report) _exit(0);
  }
}

int run_spawner(const char *program) {
  offer_copy(program);
  int listener = listen_here();
  sigset_t child;
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  sigprocmask(SIG_BLOCK, &child, NULL);
  int children = signalfd(-1, &child, SFD_CLOEXEC);
  if (children < 0) fail("signals");
  signal(SIGPIPE, SIG_IGN);
  if (fcntl(CHANNEL_FD, F_SETFD, FD_CLOEXEC) || write(CHANNEL_FD, "R", 1) != 1) fail("channel");
  for (;;) {
    struct pollfd fds[] = {{.fd = listener, .events = POLLIN}, {.fd = children, .events = POLLIN}, {.fd = CHANNEL_FD}};
    if (poll(fds, 3, -1) < 0 && errno != EINTR) fail("poll");
    if (fds[2].revents) return 0;
    if (fds[0].revents) accept_all(listener);
    if (fds[1].revents) collect(children);
  }
}
