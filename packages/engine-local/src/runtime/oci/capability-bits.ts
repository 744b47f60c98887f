/** Numbers of the kernel; they are the same on all architectures. */
const NUMBERS: Readonly<Record<string, number>> = {
  CAP_CHOWN: 0,
  CAP_DAC_OVERRIDE: 1,
  CAP_FOWNER: 3,
  CAP_FSETID: 4,
  CAP_KILL: 5,
  CAP_SETGID: 6,
  CAP_SETUID: 7,
  CAP_SETPCAP: 8,
  CAP_NET_BIND_SERVICE: 10,
  CAP_SYS_CHROOT: 18,
  CAP_AUDIT_WRITE: 29,
};

/** The set as the kernel counts it: the lowest bit is capability 0. */
export function capabilityBits(names: readonly string[]): bigint {
  return names.reduce((bits, name) => {
    const number = NUMBERS[name];
    if (number === undefined) throw new Error(`The capability '${name}' has no number here`);
    return bits | (1n << BigInt(number));
  }, 0n);
}
