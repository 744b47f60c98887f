/*
 * launch --terminal COLUMNS ROWS PROGRAM ARGUMENT...
 *
 * Runs an OCI runtime that starts a command on a terminal and leaves at once
 * ("exec --detach --tty --console-socket console --pid-file pid"), and stands in
 * for it until the command has ended: standard input goes to the terminal, what
 * the terminal shows goes to standard output, and each pair of 16-bit numbers
 * (columns, rows) on descriptor 3 resizes it. Ends with the command's exit code,
 * or with the runtime's when that could not start it.
 *
 * Why not the runtime's own way, a terminal inside a terminal: crun 1.8 leaves
 * before it has passed on the last output and does not follow resizes, runc 1.1
 * passes on the first output before it has set up its own terminal.
 *
 * crun 1.8 gives the terminal no size, and a command may look at it before we can
 * set one. There the command is started by this program again, from a sealed copy
 * on descriptor 3 ("--preserve-fds 1"): "/proc/self/fd/3 --size COLUMNS ROWS WORD...".
 *
 * "console" and "pid" are looked for in the current directory: the path of a
 * socket may be 107 bytes long and no longer.
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
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "helper.h"

#ifndef TIOCGPTPEER
#define TIOCGPTPEER _IO('T', 0x41)
#endif
#define RESIZE_FD 3
/* How long the last output may take to come out of the terminal when somebody else still holds it open. */
#define LAST_OUTPUT_MILLISECONDS 100

struct buffer {
  char bytes[1 << 16];
  size_t start, end;
};

struct session {
  int children, listener, master, slave;
  int input_open, resize_open;
  struct winsize size;
  pid_t runtime, command;
  int runtime_ended, command_ended, code;
  struct buffer input, output;
};

static int listen_for_console(void) {
  struct sockaddr_un address = {.sun_family = AF_UNIX, .sun_path = "console"};
  int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (listener < 0 || bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 1))
    fail("console socket");
  return listener;
}

static pid_t start_runtime(char **command) {
  pid_t runtime = fork();
  if (runtime < 0) fail("fork");
  if (runtime > 0) return runtime;
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  /* The command's input is the terminal. */
  int nothing = open("/dev/null", O_RDONLY | O_CLOEXEC);
  if (nothing < 0 || dup2(nothing, 0) < 0) fail("streams");
  int copy = sealed_copy("/proc/self/exe");
  if (copy < 0 || dup2(copy, RESIZE_FD) < 0) fail("copy of the helper");
  close(copy);
  execv(command[0], command);
  fail("start %s", command[0]);
}

/* The runtime hands over the terminal's other end. */
static void receive_master(struct session *s) {
  int connection = accept4(s->listener, NULL, NULL, SOCK_CLOEXEC);
  if (connection < 0) fail("console connection");
  char name[256], control[CMSG_SPACE(sizeof(int))];
  struct iovec part = {name, sizeof name};
  struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1, .msg_control = control, .msg_controllen = sizeof control};
  if (recvmsg(connection, &message, MSG_CMSG_CLOEXEC) < 0) fail("console message");
  struct cmsghdr *header = CMSG_FIRSTHDR(&message);
  if (!header || header->cmsg_type != SCM_RIGHTS) {
    errno = 0;
    fail("console message without a terminal");
  }
  memcpy(&s->master, CMSG_DATA(header), sizeof s->master);
  close(connection);
  close(s->listener);
  s->listener = -1;
  fcntl(s->master, F_SETFL, O_RDWR | O_NONBLOCK);
  ioctl(s->master, TIOCSWINSZ, &s->size);
  /* runc opens the command's end later; a terminal that nobody has open looks like one whose command has ended. */
  s->slave = ioctl(s->master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
}

/*
 * The command becomes our child when the runtime leaves, if not before, and the
 * runtime has written its id by then: so nobody is collected before the runtime.
 */
static void collect_children(struct session *s) {
  struct signalfd_siginfo ignored;
  if (read(s->children, &ignored, sizeof ignored) < 0) fail("read signals");
  int status;
  if (!s->runtime_ended) {
    if (waitpid(s->runtime, &status, WNOHANG) <= 0) return;
    s->runtime_ended = 1;
    s->code = exit_code_of(status);
    s->command = s->code == 0 ? read_pid("pid") : 0;
    s->command_ended = s->command == 0;
  }
  pid_t ended;
  while ((ended = waitpid(-1, &status, WNOHANG)) > 0)
    if (ended == s->command) {
      s->code = exit_code_of(status);
      s->command_ended = 1;
    }
  /* Nobody is left to wait for. */
  if (ended < 0) s->command_ended = 1;
}

/* Both give 0 at the end of the stream. */
static int fill(struct buffer *b, int fd) {
  ssize_t got = read(fd, b->bytes, sizeof b->bytes);
  if (got < 0) return errno == EAGAIN || errno == EINTR;
  b->start = 0;
  b->end = got;
  return got > 0;
}

static int drain(struct buffer *b, int fd) {
  ssize_t put = write(fd, b->bytes + b->start, b->end - b->start);
  if (put < 0) return errno == EAGAIN || errno == EINTR;
  b->start += put;
  return 1;
}

static int pending(const struct buffer *b) {
  return b->start < b->end;
}

static void resize(struct session *s) {
  uint16_t size[2];
  if (read(RESIZE_FD, size, sizeof size) != sizeof size) {
    s->resize_open = 0;
    return;
  }
  s->size = (struct winsize){.ws_col = size[0], .ws_row = size[1]};
  if (s->master >= 0) ioctl(s->master, TIOCSWINSZ, &s->size);
}

static void close_master(struct session *s) {
  close(s->master);
  s->master = -1;
  s->input_open = 0;
}

/* A command may end before its terminal has been accepted; what it printed is still in there. */
static void receive_late_master(struct session *s) {
  struct pollfd late = {.fd = s->listener, .events = POLLIN};
  if (poll(&late, 1, 0) > 0) {
    receive_master(s);
    return;
  }
  close(s->listener);
  s->listener = -1;
}

/* One round of waiting and carrying; gives 0 when there is nothing left to do. */
static int carry(struct session *s) {
  int last = s->command_ended && s->runtime_ended;
  if (last && s->listener >= 0) receive_late_master(s);
  if (last && s->slave >= 0) {
    close(s->slave);
    s->slave = -1;
  }
  if (last && s->master < 0 && !pending(&s->output)) return 0;
  short master_events = (pending(&s->output) ? 0 : POLLIN) | (pending(&s->input) ? POLLOUT : 0);
  struct pollfd fds[] = {
      {.fd = s->children, .events = POLLIN},
      {.fd = s->listener, .events = POLLIN},
      {.fd = s->input_open && s->master >= 0 && !pending(&s->input) ? 0 : -1, .events = POLLIN},
      {.fd = s->resize_open ? RESIZE_FD : -1, .events = POLLIN},
      {.fd = pending(&s->output) ? 1 : -1, .events = POLLOUT},
      {.fd = master_events ? s->master : -1, .events = master_events},
  };
  int ready = poll(fds, 6, last && !pending(&s->output) ? LAST_OUTPUT_MILLISECONDS : -1);
  if (ready < 0 && errno != EINTR) fail("poll");
  if (ready == 0) close_master(s);
  if (ready <= 0) return 1;
  if (fds[0].revents) collect_children(s);
  if (fds[1].revents) receive_master(s);
  if (fds[2].revents && !fill(&s->input, 0)) s->input_open = 0;
  if (fds[3].revents) resize(s);
  if (fds[4].revents && !drain(&s->output, 1)) s->output.start = s->output.end; /* nobody reads any more */
  if (fds[5].revents & POLLOUT && !drain(&s->input, s->master)) s->input.start = s->input.end;
  if (fds[5].revents & (POLLIN | POLLHUP | POLLERR) && !pending(&s->output) && !fill(&s->output, s->master))
    close_master(s);
  return 1;
}

int run_on_terminal(char **words) {
  static struct session s; /* large, and no part of the file when it starts as zeros */
  s.master = s.slave = -1;
  s.input_open = s.resize_open = 1;
  s.size = (struct winsize){.ws_col = atoi(words[0]), .ws_row = atoi(words[1])};
  /* Complaints, the runtime's too, are shown where the terminal's output would be. */
  if (dup2(1, 2) < 0) fail("streams");
  sigset_t child;
  sigemptyset(&child);
  sigaddset(&child, SIGCHLD);
  sigprocmask(SIG_BLOCK, &child, NULL);
  s.children = signalfd(-1, &child, SFD_CLOEXEC);
  if (s.children < 0) fail("signals");
  become_reaper();
  s.listener = listen_for_console();
  s.runtime = start_runtime(words + 2);
  signal(SIGPIPE, SIG_IGN);
  fcntl(1, F_SETFL, fcntl(1, F_GETFL) | O_NONBLOCK);
  while (carry(&s)) continue;
  return s.code;
}

int start_sized(char **words) {
  struct winsize size = {.ws_col = atoi(words[0]), .ws_row = atoi(words[1])};
  ioctl(0, TIOCSWINSZ, &size);
  close(RESIZE_FD);
  execvp(words[2], words + 2);
  int code = errno == ENOENT ? 127 : 126;
  dprintf(2, "%s: %s\n", words[2], errno == ENOENT ? "executable file not found in $PATH" : strerror(errno));
  return code;
}
