/** Text for `--help`. */
export const HELP = `cwsandbox-server: runs sandboxes on this machine and answers over gRPC.

Where it listens
  --embedded                        the user's own socket; leaves by itself when idle
  --listen HOST:PORT                TCP; beyond loopback a key and TLS are required
  --listen unix:///PATH             a unix socket (mode 0600)
  --api-key KEY                     a key clients must show; repeatable (visible in the process list)
  --api-key-file FILE               the same, one key a line; also CWSANDBOX_SERVER_API_KEYS=KEY,KEY
  --no-auth                         on loopback only: no key needed
  --tls-cert FILE --tls-key FILE    PEM files

What it runs
  --engine local|fake               fake keeps everything in memory, for tests (local)
  --runtime auto|crun|runc          (auto)
  --state-dir DIR                   images, sandboxes and logs
  --default-image REFERENCE         for sandboxes that name none (builtin)
  --default-lifetime-seconds N      for sandboxes that name none (86400)
  --max-lifetime-seconds N          (2592000)
  --finished-retention-seconds N    how long finished sandboxes are remembered (86400)
  --finished-retention-count N      and how many of them at most (1000)
  --most-prepared N                 sandboxes that may wait prepared; 0 for none (16 per processor)
  --disk-limit-bytes N              what each sandbox may write (10 GiB)
  --default-memory-limit-bytes N    for sandboxes that ask for none (half of the machine's memory)
  --pids-limit N                    processes and threads of each sandbox (4096)
  --log-limit-bytes N               older output of a main process is dropped beyond it (64 MiB)

Otherwise
  --idle-exit-seconds N             leave that long after the last sandbox and connection (embedded: 600)
  --max-request-bytes N             largest message a client may send (104857600)
  --max-file-bytes N                largest file in one call; larger ones are streamed (33554432)
  --log-file FILE                   instead of standard error
  --log-level debug|info|warn|error|silent
  --ready-fd N                      file descriptor for the line that says it is ready (1)
  --doctor                          print as JSON what this host can do, and exit
  --help

Every option but --embedded, --api-key, --ready-fd, --doctor and --help can also come from the
environment: --state-dir is CWSANDBOX_SERVER_STATE_DIR.

Examples
  cwsandbox-server --listen 127.0.0.1:8443 --api-key-file keys.txt
  cwsandbox-server --listen 0.0.0.0:8443 --api-key-file keys.txt --tls-cert cert.pem --tls-key key.pem
`;
