/** Runs the program in this process, as the terminal would. For tests. */
import { type Io, main } from './main.js';

export interface Run {
  code: number;
  out: string;
  err: string;
}

export async function run(argv: string[], overrides: Partial<Io> = {}): Promise<Run> {
  let out = '';
  let err = '';
  const code = await main(argv, {
    cwd: process.cwd(),
    env: {},
    now: () => new Date('2024-12-20T08:00:00'),
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    interactive: false,
    screen: null,
    ...overrides,
  });
  return { code, out, err };
}
