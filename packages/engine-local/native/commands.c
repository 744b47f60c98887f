/*
 * launch --commands MAIN_PROCESS FILTER [CGROUP]...
 *
 * Starts commands inside a running container whose main process has this id, for as long as descriptor 3,
 * a socket, is open at its other end: no start of the OCI runtime for each. FILTER is the container's
 * compiled filter of system calls, as crun leaves it in its state; each CGROUP is a directory that the
 * container's processes belong to.
 *
 * This process belongs to the control groups of the container, so that its children do from birth on, and
 * they have ids in the container's own pid namespace. For the rest it stays outside, where nothing inside
 * can see, signal or trace it. Each child goes inside by itself; see enter.c. It runs as a sealed copy:
 * inside, "/proc/self/exe" names it until the command starts.
 *
 * Requests on the socket: `struct request`, then its bytes. Answers: `struct answer`.
 *
 *   START  a command        STARTED with its id on the host and our ends of its input and its output: open
 *                           them as /proc/OUR_ID/fd/N, and say TAKEN;
 *                           later ENDED with its exit code
 *   TAKEN                   the streams have been opened
 *   INPUT_ENDED             nothing more will be written to its input
 *   KILL                    its process group, whatever it does
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
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "commands.h"
#include "helper.h"

#define CHANNEL_FD 3
/* More than the kernel takes as arguments and environment of one program. */
#define LARGEST_REQUEST (16u << 20)
#define LONGEST_FILTER 4096
/* Input and output pass in large pieces: each end works while the other does. */
#define PIPE_BYTES (1 << 18)

enum { START, TAKEN, INPUT_ENDED, KILL };
enum { READY, STARTED, ENDED };

struct request {
  uint32_t kind, id, size;
};

struct answer {
  uint32_t kind, id;
  int32_t value, in, out, err; /* -1 for an input that there is not */
};

/* A command under way. */
struct running {
  uint32_t id;
  pid_t pid; /* 0 when it has ended */
  int killed, taken;
  int ours[3]; /* our ends of its streams, -1 when closed */
};

static struct container container;
/* Nothing is ever written to it; see `life` of the container. */
static int life;
static struct running *commands;
static size_t command_count, command_room;

static void answer(struct answer what) {
  if (send(CHANNEL_FD, &what, sizeof what, MSG_NOSIGNAL) != sizeof what && errno != EPIPE) fail("answer");
}

static void close_end(int *end) {
  if (*end >= 0) close(*end);
  *end = -1;
}

static void close_ends(int ends[3]) {
  for (int i = 0; i < 3; i++) close_end(&ends[i]);
}

/* --- requests --- */

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

static struct command parse_command(char *bytes, size_t size) {
  struct command command;
  errno = 0;
  if (size < sizeof command.head) fail("a command is cut off");
  memcpy(&command.head, bytes, sizeof command.head);
  char *next = bytes + sizeof command.head, *end = bytes + size;
  char **directory = take_words(&next, end, 1);
  command.directory = directory[0];
  free(directory);
  command.words = take_words(&next, end, command.head.word_count);
  command.variables = take_words(&next, end, command.head.variable_count);
  return command;
}

/* Anybody inside may open its own streams by name, whoever it is. A system that keeps pipes small still has pipes. */
static int make_pipe(int *reading, int *writing) {
  int ends[2];
  if (pipe2(ends, O_CLOEXEC)) return -1;
  *reading = ends[0];
  *writing = ends[1];
  fcntl(*reading, F_SETPIPE_SZ, PIPE_BYTES);
  return fchmod(*reading, 0666);
}

struct streams {
  int ours[3], theirs[3];
};

static void make_streams(struct streams *s, int has_input) {
  s->ours[0] = -1;
  if (!has_input) s->theirs[0] = open("/dev/null", O_RDONLY | O_CLOEXEC);
  else if (make_pipe(&s->theirs[0], &s->ours[0])) fail("pipe");
  if (make_pipe(&s->ours[1], &s->theirs[1]) || make_pipe(&s->ours[2], &s->theirs[2])) fail("pipe");
}

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

static void start(uint32_t id, char *bytes, size_t size) {
  struct command command = parse_command(bytes, size);
  struct streams s;
  make_streams(&s, command.head.has_input);
  hide_words();
  pid_t pid = fork();
  if (pid == 0) run_child(&s, &command);
  int problem = errno;
  show_words();
  close_ends(s.theirs);
  free(command.words);
  free(command.variables);
  if (pid < 0) {
    close_ends(s.ours);
    answer((struct answer){STARTED, id, -problem, -1, -1, -1});
    return;
  }
  struct running r = {.id = id, .pid = pid};
  memcpy(r.ours, s.ours, sizeof r.ours);
  *add_running() = r;
  answer((struct answer){STARTED, id, pid, s.ours[0], s.ours[1], s.ours[2]});
}

/* --- commands under way --- */

static void forget(struct running *r) {
  close_ends(r->ours);
  *r = commands[--command_count];
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

static void direct(struct running *r, uint32_t kind) {
  if (kind == KILL) kill_group(r);
  if (kind == INPUT_ENDED) close_end(&r->ours[0]);
  if (kind != TAKEN) return;
  r->taken = 1;
  if (!r->pid) forget(r);
}

/* 0 when there will be no more requests. */
static int handle_request(void) {
  struct request request;
  if (!receive(&request, sizeof request)) return 0;
  errno = 0;
  if (request.size > LARGEST_REQUEST) fail("a request is too large");
  char *bytes = malloc(request.size + 1);
  if (!bytes) fail("out of memory");
  int whole = receive(bytes, request.size);
  struct running *r = find_running(request.id);
  if (whole && request.kind == START) start(request.id, bytes, request.size);
  else if (whole && r) direct(r, request.kind);
  free(bytes);
  return whole;
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
  answer((struct answer){.kind = ENDED, .id = r->id, .value = exit_code_of(status)});
  if (r->taken) forget(r);
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

/* One round of waiting; 0 when nobody needs us any more. */
static int serve(int signals) {
  struct pollfd fds[] = {
    {.fd = CHANNEL_FD, .events = POLLIN},
    {.fd = signals, .events = POLLIN},
    {.fd = container.main_process, .events = POLLIN},
  };
  if (poll(fds, 3, -1) < 0) return errno == EINTR;
  /* Before anything is collected: what ended because its owner did is still known then. */
  if (fds[0].revents & (POLLHUP | POLLERR) || fds[2].revents) return 0;
  if (fds[1].revents && !hear_signal(signals)) return 0;
  return !fds[0].revents || handle_request();
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
  remember_words(count, words);
  const char *main_process = words[2];
  container.main_process = syscall(SYS_pidfd_open, atoi(main_process), 0);
  if (container.main_process < 0) fail("find process %s", main_process);
  container.may_set_groups = may_set_groups(main_process);
  read_filter(words[3]);
  for (int i = 4; i < count; i++) join_cgroup(words[i]);
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
