/*
 * launch --commands MAIN_PROCESS FILTER LOG [CGROUP HOME]...
 *
 * Starts commands inside a running container whose main process has this id, for as long as descriptor 3,
 * a socket, is open at its other end: no start of the OCI runtime for each. FILTER is the compiled filter of
 * system calls; complaints go to LOG; each CGROUP is a directory that the container's processes belong to, and
 * HOME the one of the same hierarchy that this process comes from.
 *
 * This process belongs to the control groups of the container, so that its children do from birth on, and
 * they have ids in the container's own pid namespace. For the rest it stays outside, where nothing inside
 * can see, signal or trace it. Each child goes inside by itself; see enter.c. It runs as a sealed copy:
 * inside, "/proc/self/exe" names it until the command starts.
 *
 * The messages on the socket are described in channel.c; this is what they do:
 *
 *   START  a command        STARTED with its id on the host and our ends of its input and its output: open
 *                           them as /proc/OUR_ID/fd/N, and say TAKEN;
 *                           later ENDED with its exit code
 *   TAKEN                   the streams have been opened
 *   INPUT_ENDED             nothing more will be written to its input
 *   KILL                    its process group, whatever it does
 *   RESIZE                  its terminal
 *
 * The ends of its streams stay open here, too, for as long as it runs: when the server dies, a command must not
 * hear of that before we do, or it ends by itself and leaves behind what it has started.
 *
 * Ends, and every command with it, when the socket is closed at the other end, at SIGTERM, and with the main
 * process.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "commands.h"
#include "helper.h"

#define LONGEST_FILTER 4096

/* A command under way. */
struct running {
  uint32_t id;
  pid_t pid; /* 0 when it has ended */
  int killed, taken;
  struct streams streams;
};

static struct container container;
/* Nothing is ever written to it; see `life` of the container. */
static int life;
static struct running *commands;
static size_t command_count, command_room;

/* --- requests --- */

static _Noreturn void run_child(const struct streams *s, const struct command *command) {
  close(life);
  for (int i = 0; i < 3; i++)
    if (dup2(s->theirs[i], i) < 0) _exit(125);
  become(&container, command);
}

static struct running *add_running(void) {
  if (command_count == command_room) {
    command_room = command_room ? command_room * 2 : 8;
    commands = realloc(commands, command_room * sizeof *commands);
    if (!commands) fail("out of memory");
  }
  return &commands[command_count++];
}

/* At its limit of processes nobody forks in the container; who was forked outside may move in. */
static pid_t fork_child(void) {
  pid_t pid = fork();
  if (pid >= 0 || errno != EAGAIN) return pid;
  leave_container(&container);
  pid = fork();
  int problem = errno;
  join_container(&container);
  errno = problem;
  return pid;
}

static pid_t start_child(const struct streams *s, const struct command *command) {
  hide_words();
  pid_t pid = fork_child();
  if (pid == 0) run_child(s, command);
  show_words();
  return pid;
}

static void start(const struct request *request) {
  struct command command = parse_command(request);
  struct running r = {.id = request->id};
  int made = make_streams(&r.streams, &container, &command.head);
  r.pid = made ? -1 : start_child(&r.streams, &command);
  int problem = errno;
  close_ends(r.streams.theirs);
  free(command.words);
  free(command.variables);
  if (r.pid < 0) {
    close_streams(&r.streams);
    answer((struct answer){STARTED, r.id, -problem, -1, -1, -1});
    return;
  }
  const int *ours = r.streams.ours;
  *add_running() = r;
  answer((struct answer){STARTED, r.id, r.pid, ours[0], ours[1], ours[2]});
}

/* --- commands under way --- */

/* Nobody needs our ends of the streams of a command that has ended once they have been opened. */
static void release(struct running *r) {
  if (r->pid || !r->taken) return;
  close_ends(r->streams.ours);
  if (!r->streams.terminal) *r = commands[--command_count];
}

static void kill_group(struct running *r) {
  if (!r->pid) return;
  r->killed = 1;
  /* Not collected yet, so nobody else can have its number; before setsid it leads no group. */
  kill(-r->pid, SIGKILL);
  kill(r->pid, SIGKILL);
}

static struct running *find_running(uint32_t id) {
  for (size_t i = 0; i < command_count; i++)
    if (commands[i].id == id) return &commands[i];
  return NULL;
}

static void resize(struct running *r, const struct request *request) {
  uint16_t size[2];
  if (!r->streams.terminal || request->size != sizeof size) return;
  memcpy(size, request->bytes, sizeof size);
  resize_terminal(r->streams.terminal, size[0], size[1]);
}

static void direct(struct running *r, const struct request *request) {
  if (request->kind == KILL) kill_group(r);
  if (request->kind == INPUT_ENDED) close_end(&r->streams.ours[0]);
  if (request->kind == RESIZE) resize(r, request);
  if (request->kind != TAKEN) return;
  r->taken = 1;
  release(r);
}

/* 0 when there will be no more requests. */
static int handle_request(void) {
  struct request request;
  if (!receive_request(&request)) return 0;
  struct running *r = find_running(request.id);
  if (request.kind == START) start(&request);
  else if (r) direct(r, &request);
  free(request.bytes);
  return 1;
}

/*
 * What a command that was killed has started meanwhile goes too, while the group still has its number.
 * Its streams stay until they have been opened.
 */
static void collect(struct running *r) {
  int status = 0;
  if (r->killed) kill(-r->pid, SIGKILL);
  while (waitpid(r->pid, &status, 0) < 0 && errno == EINTR) continue;
  r->pid = 0;
  if (r->streams.terminal) end_terminal(r->streams.terminal);
  answer((struct answer){.kind = ENDED, .id = r->id, .value = exit_code_of(status)});
  release(r);
}

/* From the last one on: the last takes the place of one that is forgotten. */
static void collect_ended(void) {
  for (size_t i = command_count; i-- > 0;) {
    siginfo_t info = {0};
    if (commands[i].pid && !waitid(P_PID, commands[i].pid, &info, WEXITED | WNOHANG | WNOWAIT) && info.si_pid)
      collect(&commands[i]);
  }
}

/* Of a line of /proc/PID/stat: the name in parentheses may hold anything. */
static pid_t session_of(const char *pid) {
  char path[64], text[512];
  int session = 0;
  snprintf(path, sizeof path, "/proc/%s/stat", pid);
  int file = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t size = file < 0 ? 0 : read(file, text, sizeof text - 1);
  close(file);
  text[size > 0 ? size : 0] = 0;
  char *name_end = strrchr(text, ')');
  if (name_end) sscanf(name_end + 1, " %*c %*d %*d %d", &session);
  return session;
}

/* Everything that a command has begun and nobody will ever hold again, whatever groups it has made of it. */
static void kill_session(pid_t session) {
  DIR *processes = opendir("/proc");
  if (!processes) fail("read /proc");
  for (struct dirent *entry; (entry = readdir(processes));) {
    pid_t pid = atoi(entry->d_name);
    if (pid > 0 && session_of(entry->d_name) == session) kill(pid, SIGKILL);
  }
  closedir(processes);
}

static void end_all(void) {
  for (size_t i = 0; i < command_count; i++) {
    kill_group(&commands[i]);
    if (commands[i].pid) kill_session(commands[i].pid);
  }
  for (size_t i = command_count; i-- > 0;)
    if (commands[i].pid) collect(&commands[i]);
}

/* Gives 0 when we are asked to end. */
static int hear_signal(int signals) {
  struct signalfd_siginfo signal;
  if (read(signals, &signal, sizeof signal) < 0) fail("read signals");
  if (signal.ssi_signo == SIGTERM) return 0;
  collect_ended();
  return 1;
}

/* --- terminals --- */

/* Gives how long to wait at most. */
static int watch_terminals(struct pollfd *fds) {
  int patience = -1;
  for (size_t i = 0; i < command_count; i++, fds += TERMINAL_ENTRIES) {
    for (int entry = 0; entry < TERMINAL_ENTRIES; entry++) fds[entry] = (struct pollfd){.fd = -1};
    const struct terminal *terminal = commands[i].streams.terminal;
    if (!terminal) continue;
    watch_terminal(terminal, fds);
    int own = terminal_patience(terminal);
    if (own >= 0 && (patience < 0 || own < patience)) patience = own;
  }
  return patience;
}

/* From the last one on, as above. */
static void carry_terminals(const struct pollfd *fds) {
  for (size_t i = command_count; i-- > 0;) {
    struct running *r = &commands[i];
    if (!r->streams.terminal || carry_terminal(r->streams.terminal, fds + i * TERMINAL_ENTRIES)) continue;
    close_terminal(r->streams.terminal);
    r->streams.terminal = NULL;
    release(r);
  }
}

/* --- waiting --- */

enum { REQUESTS, SIGNALS, MAIN_PROCESS, TERMINALS };

/* One round of waiting; 0 when nobody needs us any more. */
static int serve(int signals) {
  static struct pollfd *fds;
  size_t count = TERMINALS + command_count * TERMINAL_ENTRIES;
  fds = realloc(fds, count * sizeof *fds);
  if (!fds) fail("out of memory");
  fds[REQUESTS] = (struct pollfd){.fd = CHANNEL_FD, .events = POLLIN};
  fds[SIGNALS] = (struct pollfd){.fd = signals, .events = POLLIN};
  fds[MAIN_PROCESS] = (struct pollfd){.fd = container.main_process, .events = POLLIN};
  int patience = watch_terminals(fds + TERMINALS);
  if (poll(fds, count, patience) < 0) return errno == EINTR;
  /* Before anything is collected: what ended because its owner did is still known then. */
  if (fds[REQUESTS].revents & (POLLHUP | POLLERR) || fds[MAIN_PROCESS].revents) return 0;
  carry_terminals(fds + TERMINALS);
  if (fds[SIGNALS].revents && !hear_signal(signals)) return 0;
  return !fds[REQUESTS].revents || handle_request();
}

/* --- before the first command --- */

static void read_filter(const char *path) {
  static struct sock_filter instructions[LONGEST_FILTER];
  int file = open(path, O_RDONLY | O_CLOEXEC);
  ssize_t size = file < 0 ? -1 : read(file, instructions, sizeof instructions);
  if (size <= 0 || size % sizeof *instructions || size == sizeof instructions) fail("read the filter %s", path);
  close(file);
  container.filter = (struct sock_fprog){.len = size / sizeof *instructions, .filter = instructions};
}

/* An ordinary user's namespace allows no change of groups at all. */
static int may_set_groups(const char *main_process) {
  char path[64], text[8] = "";
  snprintf(path, sizeof path, "/proc/%s/setgroups", main_process);
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0 || read(file, text, sizeof text - 1) < 0) fail("read %s", path);
  close(file);
  return strncmp(text, "deny", 4);
}

static int watch_signals(void) {
  sigset_t heard;
  sigemptyset(&heard);
  sigaddset(&heard, SIGCHLD);
  sigaddset(&heard, SIGTERM);
  sigprocmask(SIG_BLOCK, &heard, NULL);
  int signals = signalfd(-1, &heard, SFD_CLOEXEC);
  if (signals < 0) fail("signals");
  return signals;
}

/* The same program again, in a form that nobody inside can ever change. */
int seal_commands(char **words) {
  char path[32];
  /* Whatever else we were started with belongs to others. */
  if (syscall(SYS_close_range, CHANNEL_FD + 1, ~0u, 0)) fail("close_range");
  int copy = sealed_copy("/proc/self/exe");
  if (copy < 0) fail("copy of the helper");
  snprintf(path, sizeof path, "/proc/self/fd/%d", copy);
  words[1] = "--sealed-commands";
  execv(path, words);
  fail("start the copy of the helper");
}

int run_commands(int count, char **words) {
  int signals = watch_signals();
  if (fcntl(CHANNEL_FD, F_SETFD, FD_CLOEXEC)) fail("channel");
  /* Where nobody reads any more, that is told by the write itself. */
  signal(SIGPIPE, SIG_IGN);
  remember_words(count, words);
  write_errors_to(words[4]);
  const char *main_process = words[2];
  container.main_process = syscall(SYS_pidfd_open, atoi(main_process), 0);
  if (container.main_process < 0) fail("find process %s", main_process);
  container.may_set_groups = may_set_groups(main_process);
  read_filter(words[3]);
  find_terminals(&container, main_process);
  container.groups = lasting_words(count - 5, words + 5);
  join_container(&container);
  compare_control_groups(main_process);
  if (setns(container.main_process, CLONE_NEWPID)) fail("enter the process ids");
  /* The server's keys are nobody's business inside; a kernel without them has none to hide. */
  if (syscall(SYS_keyctl, 1 /* join a new session */, NULL) < 0 && errno != ENOSYS) fail("session keys");
  int ends[2];
  if (pipe2(ends, O_CLOEXEC)) fail("pipe");
  container.life = ends[0];
  life = ends[1];
  answer((struct answer){.kind = READY});
  while (serve(signals)) continue;
  end_all();
  return 0;
}
