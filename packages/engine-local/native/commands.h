/* What the parts of `launch --commands` share. */
#ifndef COMMANDS_H
#define COMMANDS_H

#include <linux/filter.h>
#include <poll.h>
#include <stdint.h>
#include <sys/types.h>

#define CHANNEL_FD 3

enum { START, TAKEN, INPUT_ENDED, KILL, RESIZE };
enum { READY, STARTED, ENDED };

struct request {
  uint32_t kind, id, size;
  char *bytes;
};

struct answer {
  uint32_t kind, id;
  int32_t value, in, out, err; /* -1 for a stream that there is not */
};

void answer(struct answer what);

/* Whoever gets one frees its bytes; 0 when there will be no more. */
int receive_request(struct request *request);

/* One command as it is asked for: this head, then the words, each with its final zero. */
struct command_head {
  uint64_t bounding, permitted; /* sets of capabilities, the lowest bit for number 0 */
  uint32_t uid, gid, process_limit, oom_score, has_input, has_terminal, columns, rows, word_count, variable_count;
};

struct command {
  struct command_head head;
  char *directory, **words, **variables;
};

/* It points into the request, but for the two lists. */
struct command parse_command(const struct request *request);

/* The container that all commands of one process go into. */
struct container {
  int main_process; /* a descriptor of it */
  int life;         /* a pipe that ends with the process that carries the streams of all commands */
  int may_set_groups;
  struct sock_fprog filter;
  char **groups; /* its control groups, one per hierarchy, and behind each the one that this process came from */
  int terminals; /* the directory of its terminals */
  uid_t first_id; /* what root inside is on the host, as user and as group */
};

/* This process, and what it starts from now on, belongs to the control groups of the container. */
void join_container(const struct container *container);

/* And again to those that it came from. */
void leave_container(const struct container *container);

/* Ends this process unless it belongs to those of the main process: nothing runs that is limited less. */
void compare_control_groups(const char *main_process);

/*
 * Until a child is its command, anybody inside can read the words that this process was started with. They name places
 * of the host, so they are hidden around the start of a child; for the rest they are what this process is found by.
 */
void remember_words(int count, char **words);

/* Some of the words, in a place where they are never hidden. */
char **lasting_words(int count, char **words);
void hide_words(void);
void show_words(void);

/* A terminal inside the container, and what is on its way to and from it. */
struct terminal;
#define TERMINAL_ENTRIES 3

/* Where the container keeps its terminals. */
void find_terminals(struct container *container, const char *main_process);

/* A new one; NULL, with the reason in errno, when there can be none. */
struct terminal *open_terminal(const struct container *container, const struct command_head *head);

/* The end of it that the command gets. */
int terminal_of_command(const struct terminal *t);

/* What is typed comes out of one pipe, what is shown goes into the other; both are the terminal's from now on. */
void join_terminal(struct terminal *t, int typed, int shown);

void resize_terminal(struct terminal *t, uint16_t columns, uint16_t rows);

/* Its command has ended: what it has shown is still carried. */
void end_terminal(struct terminal *t);
void close_terminal(struct terminal *t);

/* What to wait for, and how many milliseconds at most; -1 is for ever. */
void watch_terminal(const struct terminal *t, struct pollfd fds[TERMINAL_ENTRIES]);
int terminal_patience(const struct terminal *t);

/* Carries what can be carried without waiting; 0 when there will be nothing more. */
int carry_terminal(struct terminal *t, const struct pollfd fds[TERMINAL_ENTRIES]);

/* Streams of one command, -1 where there is none: our ends, those of the command, and the terminal that both lead to. */
struct streams {
  int ours[3], theirs[3];
  struct terminal *terminal;
};

/* Gives -1, with the reason in errno, when there can be no terminal. */
int make_streams(struct streams *s, const struct container *container, const struct command_head *head);
void close_streams(struct streams *s);
void close_ends(int ends[3]);

/* Closes a descriptor, and says so in its place. */
void close_end(int *end);

/* Becomes the command: never comes back. The streams are 0, 1 and 2 already. */
_Noreturn void become(const struct container *container, const struct command *command);

#endif
