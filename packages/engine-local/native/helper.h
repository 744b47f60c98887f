/* What the parts of the launch helper share. */
#ifndef HELPER_H
#define HELPER_H

#include <sys/types.h>

/* Says what failed, with the reason in errno when there is one, and ends with status 125. */
_Noreturn void fail(const char *what, ...);

/* Orphans of the sandbox's own namespace come to this process instead of the host's first one. */
void become_reaper(void);

/* 128 + signal number for a process that a signal ended. */
int exit_code_of(int status);

/* A process id that somebody wrote into a file; 0 when there is none. */
pid_t read_pid(const char *path);

/* Standard error goes to this file from now on. */
void write_errors_to(const char *log);

/* A descriptor of a copy of a program that nobody can change, closed on exec; -1, with the reason in errno, without one. */
int sealed_copy(const char *path);

/* `launch --spawner PROGRAM`; gives the exit status. */
int run_spawner(const char *program);

/* The beginning of `launch ... --attend PIDFILE -- RUNTIME ...`, before anything is mounted. */
void offer_outputs(void);

/* The rest of it; gives the exit status. */
int attend(const char *pid_file, char **command);

/* `launch --init PROGRAM ARGUMENT...`, inside a sandbox; gives the exit status. */
int run_as_first(char **command);

/* `launch --commands MAIN_PROCESS FILTER LOG [CGROUP HOME]...`: starts itself again, sealed. */
int seal_commands(char **words);

/* The rest of it, with all words of the program; gives the exit status. */
int run_commands(int count, char **words);

#endif
