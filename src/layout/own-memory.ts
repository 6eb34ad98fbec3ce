/**
 * Buffers for what is large and soon done with. Why they are larger than what they hold: the C library maps a block of
 * more than 32 MB by itself and gives it back to the system at once (mallopt(3), M_MMAP_THRESHOLD). A smaller one
 * teaches it, when it is let go, to keep blocks of that size for itself, and of every thread twice as much as that: the
 * two whole faces of a Chinese dossier made a process larger by 40 MB. What is not written to takes no memory.
 */
const MAPPED = (32 << 20) + 4096;

/** Less is not worth it: V8 counts what was asked for, and collects garbage the sooner. */
const LARGE = 1 << 20;

/** Bytes to be asked for where `bytes` are needed. */
export function ownMemory(bytes: number): number {
  return bytes < LARGE ? bytes : Math.max(MAPPED, bytes);
}
