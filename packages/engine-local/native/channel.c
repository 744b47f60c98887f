/*
 * The messages between the server and the helper of commands, on a socket. Requests: kind, number of a command and
 * size, 32 bits each, then the bytes. Answers: `struct answer`. All numbers are in the machine's order.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "commands.h"
#include "helper.h"

/* More than the kernel takes as arguments and environment of one program. */
#define LARGEST_REQUEST (16u << 20)

void answer(struct answer what) {
  if (send(CHANNEL_FD, &what, sizeof what, MSG_NOSIGNAL) != sizeof what && errno != EPIPE) fail("answer");
}

/* 0 when the other end is closed. */
static int receive(void *bytes, size_t size) {
  for (size_t have = 0; have < size;) {
    ssize_t got = read(CHANNEL_FD, (char *)bytes + have, size - have);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return 0;
    have += got;
  }
  return 1;
}

int receive_request(struct request *request) {
  uint32_t head[3];
  if (!receive(head, sizeof head)) return 0;
  errno = 0;
  if (head[2] > LARGEST_REQUEST) fail("a request is too large");
  *request = (struct request){.kind = head[0], .id = head[1], .size = head[2], .bytes = malloc(head[2] + 1)};
  if (!request->bytes) fail("out of memory");
  if (receive(request->bytes, request->size)) return 1;
  free(request->bytes);
  return 0;
}

static char **take_words(char **next, const char *end, uint32_t count) {
  char **words = calloc((size_t)count + 1, sizeof *words);
  if (!words) fail("out of memory");
  for (uint32_t i = 0; i < count; i++) {
    char *stop = memchr(*next, 0, end - *next);
    if (!stop) {
      errno = 0;
      fail("a command is cut off");
    }
    words[i] = *next;
    *next = stop + 1;
  }
  return words;
}

struct command parse_command(const struct request *request) {
  struct command command;
  errno = 0;
  if (request->size < sizeof command.head) fail("a command is cut off");
  memcpy(&command.head, request->bytes, sizeof command.head);
  char *next = request->bytes + sizeof command.head, *end = request->bytes + request->size;
  char **directory = take_words(&next, end, 1);
  command.directory = directory[0];
  free(directory);
  command.words = take_words(&next, end, command.head.word_count);
  command.variables = take_words(&next, end, command.head.variable_count);
  return command;
}
