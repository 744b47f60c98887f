/* What the parts of the launch helper share. */
#ifndef HELPER_H
#define HELPER_H

/* Says what failed, with the reason in errno when there is one, and ends with status 125. */
_Noreturn void fail(const char *what, ...);

/* Orphans of the sandbox's own namespace come to this process instead of the host's first one. */
void become_reaper(void);

/* `launch --terminal COLUMNS ROWS PROGRAM ARGUMENT...`; gives the exit status. */
int run_on_terminal(char **words);

/* `launch --size COLUMNS ROWS WORD...`, inside a sandbox; gives the exit status when the words cannot be started. */
int start_sized(char **words);

#endif
