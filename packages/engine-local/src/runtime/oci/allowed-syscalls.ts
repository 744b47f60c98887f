const words = (text: string): readonly string[] => text.trim().split(/\s+/);

/** System calls every program may make, whatever their arguments. */
export const ALLOWED_SYSCALLS: readonly string[] = [
  // Files and directories.
  ...words(`
    access chdir chmod chown close close_range copy_file_range creat dup dup2 dup3 faccessat faccessat2
    fadvise64 fallocate fchdir fchmod fchmodat fchmodat2 fchown fchownat fcntl fdatasync fgetxattr
    flistxattr flock fremovexattr fsetxattr fstat fstatfs fsync ftruncate futimesat getcwd getdents
    getdents64 getxattr lchown lgetxattr link linkat listxattr llistxattr lremovexattr lseek lsetxattr
    lstat mkdir mkdirat mknod mknodat name_to_handle_at newfstatat open openat openat2 pread64 preadv preadv2 pwrite64
    pwritev pwritev2 read readahead readlink readlinkat readv removexattr rename renameat renameat2 rmdir
    sendfile setxattr splice stat statfs statx symlink symlinkat sync sync_file_range syncfs tee truncate
    umask unlink unlinkat utime utimensat utimes vmsplice write writev chroot ioctl
    getxattrat setxattrat listxattrat removexattrat
  `),
  // Waiting for events.
  ...words(`
    epoll_create epoll_create1 epoll_ctl epoll_ctl_old epoll_pwait epoll_pwait2 epoll_wait epoll_wait_old
    eventfd eventfd2 inotify_add_watch inotify_init inotify_init1 inotify_rm_watch poll ppoll pselect6
    select signalfd signalfd4 timerfd_create timerfd_gettime timerfd_settime io_cancel io_destroy
    io_getevents io_pgetevents io_setup io_submit
  `),
  // Processes, threads and signals.
  ...words(`
    arch_prctl capget capset execve execveat exit exit_group fork futex futex_requeue futex_wait
    futex_waitv futex_wake get_robust_list get_thread_area getpgid getpgrp getpid getppid getpriority
    getsid gettid getrusage getrlimit kill kcmp pause pidfd_open pidfd_send_signal pidfd_getfd prctl
    prlimit64 ptrace process_vm_readv process_vm_writev process_madvise process_mrelease restart_syscall rseq
    rt_sigaction rt_sigpending rt_sigprocmask rt_sigqueueinfo rt_sigreturn rt_sigsuspend rt_sigtimedwait
    rt_tgsigqueueinfo sched_get_priority_max sched_get_priority_min sched_getaffinity sched_getattr
    sched_getparam sched_getscheduler sched_rr_get_interval sched_setaffinity sched_setattr
    sched_setparam sched_setscheduler sched_yield seccomp set_robust_list set_thread_area set_tid_address
    setpgid setpriority setrlimit setsid sigaltstack tgkill tkill vfork wait4 waitid getcpu
    landlock_add_rule landlock_create_ruleset landlock_restrict_self membarrier
  `),
  // Users and groups, inside the sandbox's own range.
  ...words(`
    getegid geteuid getgid getgroups getresgid getresuid getuid setfsgid setfsuid setgid setgroups
    setregid setresgid setresuid setreuid setuid
  `),
  // Memory.
  ...words(`
    brk cachestat get_mempolicy madvise map_shadow_stack memfd_create memfd_secret mincore mlock mlock2
    mlockall mmap mprotect mremap mseal msync munlock munlockall munmap pkey_alloc pkey_free pkey_mprotect
    remap_file_pages
  `),
  // Sockets and other talk between processes; `socket` itself is ruled by its family.
  ...words(`
    accept accept4 bind connect getpeername getsockname getsockopt listen pipe pipe2 recvfrom recvmmsg
    recvmsg sendmmsg sendmsg sendto setsockopt shutdown socketpair
    mq_getsetattr mq_notify mq_open mq_timedreceive mq_timedsend mq_unlink msgctl msgget msgrcv msgsnd
    semctl semget semop semtimedop shmat shmctl shmdt shmget
  `),
  // Time and facts about the system.
  ...words(`
    alarm clock_getres clock_gettime clock_nanosleep getitimer getrandom gettimeofday nanosleep setitimer
    sysinfo time timer_create timer_delete timer_getoverrun timer_gettime timer_settime times uname
  `),
];

/**
 * Calls that reach beyond the sandbox or have often been a way out. They are refused as "not
 * permitted"; anything in neither list is answered as if the kernel did not have it.
 */
export const REFUSED_SYSCALLS: readonly string[] = words(`
  acct add_key adjtimex bpf clock_adjtime clock_settime create_module delete_module fanotify_init
  finit_module fsconfig fsmount fsopen fspick get_kernel_syms init_module io_uring_enter io_uring_register
  io_uring_setup ioperm iopl kexec_file_load kexec_load keyctl lookup_dcookie mbind migrate_pages mount
  mount_setattr move_mount move_pages nfsservctl open_by_handle_at open_tree
  perf_event_open pivot_root query_module quotactl quotactl_fd reboot request_key set_mempolicy setdomainname
  sethostname setns settimeofday stime swapoff swapon sysfs syslog umount umount2 unshare uselib
  userfaultfd ustat vhangup
`);
