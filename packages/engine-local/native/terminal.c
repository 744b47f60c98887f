/*
 * Terminals of commands. A terminal is made in the container's own directory of them, so it has its name there, and
 * belongs to the command's user. What it shows goes into one pipe and what is typed comes out of another: nobody but
 * us ever has its other end, and the server handles the pipes of all commands alike.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/vfs.h>
#include <time.h>
#include <unistd.h>

#include "commands.h"
#include "helper.h"

#ifndef TIOCGPTPEER
#define TIOCGPTPEER _IO('T', 0x41)
#endif
#define DEVPTS_MAGIC 0x1cd1
/* How long the last output may take to come out of the terminal when somebody else still holds it open. */
#define LAST_OUTPUT_MILLISECONDS 100

struct buffer {
  char bytes[1 << 14];
  size_t start, end;
};

struct terminal {
  int master, slave;
  int typed, shown; /* pipes: -1 when nothing more will be typed, when nobody looks */
  long quiet_at;    /* when its command has ended: the moment until which more output may come; else 0 */
  struct buffer input, output;
};

static long now_milliseconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

void find_terminals(struct container *container, const char *main_process) {
  char path[64];
  struct open_how how = {.flags = O_PATH | O_DIRECTORY | O_CLOEXEC, .resolve = RESOLVE_IN_ROOT};
  struct statfs system;
  snprintf(path, sizeof path, "/proc/%s/root", main_process);
  int root = open(path, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (root < 0) fail("open %s", path);
  int directory = syscall(SYS_openat2, root, "dev/pts", &how, sizeof how);
  if (directory < 0 || fstatfs(directory, &system)) fail("open the terminals");
  close(root);
  errno = 0;
  if (system.f_type != DEVPTS_MAGIC) fail("no terminals in /dev/pts");
  container->terminals = directory;
  /* Users and groups are mapped alike, in one piece from 0 on. */
  snprintf(path, sizeof path, "/proc/%s/uid_map", main_process);
  FILE *map = fopen(path, "re");
  if (!map || fscanf(map, "%*u %u", &container->first_id) != 1) fail("read %s", path);
  fclose(map);
}

static int open_ends(struct terminal *t, const struct container *container, const struct command_head *head) {
  int locked = 0;
  struct winsize size = {.ws_col = head->columns, .ws_row = head->rows};
  t->master = openat(container->terminals, "ptmx", O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC);
  if (t->master < 0 || ioctl(t->master, TIOCSPTLCK, &locked) || ioctl(t->master, TIOCSWINSZ, &size)) return -1;
  t->slave = ioctl(t->master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC);
  return t->slave < 0 ? -1 : fchown(t->slave, container->first_id + head->uid, container->first_id);
}

struct terminal *open_terminal(const struct container *container, const struct command_head *head) {
  struct terminal *t = calloc(1, sizeof *t);
  if (!t) fail("out of memory");
  t->master = t->slave = t->typed = t->shown = -1;
  if (!open_ends(t, container, head)) return t;
  int problem = errno;
  close_terminal(t);
  errno = problem;
  return NULL;
}

void join_terminal(struct terminal *t, int typed, int shown) {
  t->typed = typed;
  t->shown = shown;
  fcntl(typed, F_SETFL, O_NONBLOCK);
  fcntl(shown, F_SETFL, O_NONBLOCK);
}

int terminal_of_command(const struct terminal *t) {
  return t->slave;
}

void resize_terminal(struct terminal *t, uint16_t columns, uint16_t rows) {
  struct winsize size = {.ws_col = columns, .ws_row = rows};
  if (t->master >= 0) ioctl(t->master, TIOCSWINSZ, &size);
}

void end_terminal(struct terminal *t) {
  /* Held until now: a terminal that nobody has open for a moment would look like one whose command has ended. */
  close_end(&t->slave);
  t->quiet_at = now_milliseconds() + LAST_OUTPUT_MILLISECONDS;
}

void close_terminal(struct terminal *t) {
  int *ends[] = {&t->master, &t->slave, &t->typed, &t->shown};
  for (int i = 0; i < 4; i++) close_end(ends[i]);
  free(t);
}

/* --- carrying --- */

static int pending(const struct buffer *b) {
  return b->start < b->end;
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

void watch_terminal(const struct terminal *t, struct pollfd fds[TERMINAL_ENTRIES]) {
  short master = (pending(&t->output) ? 0 : POLLIN) | (pending(&t->input) ? POLLOUT : 0);
  fds[0] = (struct pollfd){.fd = pending(&t->input) || t->master < 0 ? -1 : t->typed, .events = POLLIN};
  fds[1] = (struct pollfd){.fd = pending(&t->output) ? t->shown : -1, .events = POLLOUT};
  fds[2] = (struct pollfd){.fd = master ? t->master : -1, .events = master};
}

int terminal_patience(const struct terminal *t) {
  if (!t->quiet_at || pending(&t->output)) return -1;
  long left = t->quiet_at - now_milliseconds();
  return left > 0 ? left : 0;
}

static void take_output(struct terminal *t) {
  if (!fill(&t->output, t->master)) close_end(&t->master);
  else if (t->quiet_at) t->quiet_at = now_milliseconds() + LAST_OUTPUT_MILLISECONDS;
}

int carry_terminal(struct terminal *t, const struct pollfd fds[TERMINAL_ENTRIES]) {
  if (fds[0].revents && !fill(&t->input, t->typed)) close_end(&t->typed);
  if (fds[1].revents && !drain(&t->output, t->shown)) t->output.start = t->output.end; /* nobody reads any more */
  if (fds[2].revents & POLLOUT && !drain(&t->input, t->master)) t->input.start = t->input.end;
  if (fds[2].revents & (POLLIN | POLLHUP | POLLERR) && !pending(&t->output)) take_output(t);
  else if (!terminal_patience(t)) close_end(&t->master);
  return pending(&t->output) || t->master >= 0 || !t->quiet_at;
}
