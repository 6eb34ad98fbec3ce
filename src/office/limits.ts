/** What the office program may cost, each with its reason. */
export const OFFICE_LIMITS = {
  /** Files that one process is given. LibreOffice 7.4, given 500, converts 247 and exits with 0. */
  chunk: 200,
  /**
   * Seconds in which another file must be finished. The first start on a slow disk takes 20; a workbook of a hundred
   * thousand rows 40.
   */
  silence: 120,
  /** Seconds for it to tell its version. */
  version: 60,
  /** Runs that hang one after the other: then it is the program that hangs, not the files. */
  hangs: 3,
  /** Runs at the beginning that give nothing at all: then it is the program that does not work. */
  barren: 5,
  /** Bytes of a .docx that is looked into before it is converted; larger ones are converted as they are. */
  prepared: 512 << 20,
  /** Bytes of one of its parts when unpacked. */
  part: 8 << 20,
} as const;
