/** The few kinds of error that end a run. All others are bugs. */
export type ErrorKind = 'usage' | 'input' | 'internal';

/** One complaint about a YAML file. */
export interface Complaint {
  file: string;
  /** 1-based. */
  line: number;
  column: number;
  /** What was found and what was expected, per language. */
  zh: string;
  en: string;
}

/** Ends the run with exit code 2. A stack trace is shown for `internal` alone. */
export class DossierError extends Error {
  readonly kind: ErrorKind;
  readonly zh: string;
  readonly en: string;
  readonly complaints: Complaint[];
  constructor(
    kind: ErrorKind,
    words: { zh: string; en: string },
    options: { complaints?: Complaint[]; cause?: unknown } = {},
  ) {
    super(words.en, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'DossierError';
    this.kind = kind;
    this.zh = words.zh;
    this.en = words.en;
    this.complaints = options.complaints ?? [];
  }
}
