/* The streams of one command: three pipes, or a terminal with two. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "commands.h"
#include "helper.h"

/* Input and output pass in large pieces: each end works while the other does. */
#define PIPE_BYTES (1 << 18)

void close_end(int *end) {
  if (*end >= 0) close(*end);
  *end = -1;
}

void close_ends(int ends[3]) {
  for (int i = 0; i < 3; i++) close_end(&ends[i]);
}

/* Anybody inside may open its own streams by name, whoever it is. A system that keeps pipes small still has pipes. */
static void make_pipe(int *reading, int *writing) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) || fchmod(ends[0], 0666)) fail("pipe");
  *reading = ends[0];
  *writing = ends[1];
  fcntl(*reading, F_SETPIPE_SZ, PIPE_BYTES);
}

static void make_pipes(struct streams *s, int has_input) {
  if (has_input) make_pipe(&s->theirs[0], &s->ours[0]);
  else s->theirs[0] = open("/dev/null", O_RDONLY | O_CLOEXEC);
  make_pipe(&s->ours[1], &s->theirs[1]);
  make_pipe(&s->ours[2], &s->theirs[2]);
}

static void use_terminal(struct streams *s) {
  int typed, shown;
  make_pipe(&typed, &s->ours[0]);
  make_pipe(&s->ours[1], &shown);
  join_terminal(s->terminal, typed, shown);
  for (int i = 0; i < 3; i++) s->theirs[i] = fcntl(terminal_of_command(s->terminal), F_DUPFD_CLOEXEC, 0);
}

int make_streams(struct streams *s, const struct container *container, const struct command_head *head) {
  *s = (struct streams){.ours = {-1, -1, -1}, .theirs = {-1, -1, -1}};
  if (!head->has_terminal) {
    make_pipes(s, head->has_input);
    return 0;
  }
  s->terminal = open_terminal(container, head);
  if (!s->terminal) return -1;
  use_terminal(s);
  return 0;
}

void close_streams(struct streams *s) {
  close_ends(s->ours);
  close_ends(s->theirs);
  if (s->terminal) close_terminal(s->terminal);
}
