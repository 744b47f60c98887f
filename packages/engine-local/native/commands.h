/* What the parts of `launch --commands` share: the one that listens, the one that becomes a command, and what they need. */
#ifndef COMMANDS_H
#define COMMANDS_H

#include <linux/filter.h>
#include <stdint.h>

/* One command as it is asked for: this head, then the words, each with its final zero. */
struct command_head {
  uint64_t bounding, permitted; /* sets of capabilities, the lowest bit for number 0 */
  uint32_t uid, gid, process_limit, oom_score, has_input, word_count, variable_count;
};

struct command {
  struct command_head head;
  char *directory, **words, **variables;
};

/* The container that all commands of one process go into. */
struct container {
  int main_process; /* a descriptor of it */
  int life;         /* a pipe that ends with the process that carries the streams of all commands */
  int may_set_groups;
  struct sock_fprog filter;
};

/* This process, and what it starts from now on, belongs to the control group of this directory. */
void join_cgroup(const char *directory);

/* Ends this process unless it belongs to those of the main process: nothing runs that is limited less. */
void compare_control_groups(const char *main_process);

/*
 * Until a child is its command, anybody inside can read the words that this process was started with. They name places
 * of the host, so they are hidden around the start of a child; for the rest they are what this process is found by.
 */
void remember_words(int count, char **words);
void hide_words(void);
void show_words(void);

/* Becomes the command: never comes back. The streams are 0, 1 and 2 already. */
_Noreturn void become(const struct container *container, const struct command *command);

#endif
