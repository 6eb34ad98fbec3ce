/** Keeps the import law of README.md: which room may import which, and where the disk and the network are touched. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const house = dirname(fileURLToPath(import.meta.url));

interface Import {
  file: string;
  room: string;
  target: string;
  /** Room for relative imports, null for packages. */
  targetRoom: string | null;
}

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.ts$/.test(entry.name) && !/\.(?:test|d)\.ts$/.test(entry.name) ? [path] : [];
  });
}

/** Test builders stand in `testing.ts` or `testing/`: they belong to no room's product. */
const files = sources(house).filter((path) => !/[\\/]testing(?:[\\/]|\.ts$)/.test(path));

function roomOf(path: string): string {
  const parts = relative(house, path).split(sep);
  return parts.length > 1 ? (parts[0] ?? '') : '';
}

const imports: Import[] = files.flatMap((file) => {
  const text = readFileSync(file, 'utf8');
  const targets = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((m) => m[1] ?? '');
  return targets.map((target) => ({
    file: relative(house, file),
    room: roomOf(file),
    target,
    targetRoom: target.startsWith('.') ? roomOf(join(dirname(file), target)) : null,
  }));
});

/** Why each edge is allowed stands in README.md. */
const EDGES: Record<string, string[] | 'all'> = {
  check: ['rules'],
  pdf: ['layout'],
  readers: ['pdf'],
  reporters: ['workbook'],
  commands: 'all',
  cli: ['commands'],
};

const DISK = new Set(['packs', 'scan', 'readers', 'office', 'pdf', 'workbook', 'commands']);

/** A library is wrapped in one room, so that it can be replaced. */
const HOMES: Record<string, string[]> = {
  commander: ['cli'],
  chalk: ['cli'],
  yaml: ['packs'],
  ajv: ['packs'],
  globby: ['commands'],
  // Development alone: another reader of what `workbook` writes, and of fonts.
  exceljs: [],
  '@e965/xlsx': ['readers'],
  'pdf-lib': ['pdf'],
  '@embedpdf/pdfium': ['readers'],
  // Development alone: cuts fonts by another way.
  'subset-font': [],
  fontkit: [],
  utif2: ['readers'],
  '@cwasm/webp': ['readers'],
  uqr: ['layout'],
};

const place = ({ file }: Import) => file.split(sep).join('/');
const list = (broken: Import[]) => broken.map((i) => `${i.file} → ${i.target}`);

describe('the import law', () => {
  it('sees the whole house', () => {
    const rooms = readdirSync(house, { withFileTypes: true })
      .filter((e) => e.isDirectory())
      .map((e) => e.name);
    const readme = readFileSync(join(house, 'README.md'), 'utf8');
    expect(rooms.filter((room) => !readme.includes(`\`${room}\``))).toEqual([]);
    expect(imports.length).toBeGreaterThan(50);
  });

  it('model imports nothing', () => {
    expect(list(imports.filter((i) => i.room === 'model' && i.targetRoom !== 'model'))).toEqual([]);
  });

  it('rooms import model, themselves and what README.md allows', () => {
    const broken = imports.filter((i) => {
      if (i.targetRoom === null || i.targetRoom === i.room || i.targetRoom === 'model') return false;
      const allowed = EDGES[i.room] ?? [];
      return allowed !== 'all' && !allowed.includes(i.targetRoom);
    });
    expect(list(broken)).toEqual([]);
  });

  it('readers know of pdf only how a file is made up, never how one is written', () => {
    const allowed = ['geometry', 'objects', 'pages', 'raw', 'source'].map((name) => `pdf/${name}.js`);
    const reading = imports.filter((i) => i.room === 'readers' && i.targetRoom === 'pdf');
    expect(list(reading.filter((i) => !allowed.some((name) => i.target.endsWith(name))))).toEqual([]);
    expect(reading.length).toBeGreaterThan(0);
  });

  it('the disk is touched in its rooms alone', () => {
    const broken = imports.filter((i) => /^node:fs(?:\/promises)?$/.test(i.target) && !DISK.has(i.room));
    expect(list(broken)).toEqual([]);
  });

  it('the network is touched where URLs are probed alone', () => {
    const outside = imports.filter((i) =>
      /^node:(?:https?|http2|net|tls|dgram|dns(?:\/promises)?)$/.test(i.target),
    );
    const broken = outside.filter((i) => !place(i).startsWith('readers/urls/'));
    expect(list(broken)).toEqual([]);
    expect(outside.length).toBeGreaterThan(0);
    // Only the command that is there for it reaches that room's door.
    const probing = imports.filter((i) => /readers\/urls\/(?:index|probe|transport)\.js$/.test(i.target));
    expect([...new Set(probing.map(place))]).toEqual(['commands/urls/run.ts']);
  });

  // What is started with a user's files may do what the user may: it stands in one file, where its limits do too, and
  // runs where `build --engine libreoffice` asked for it, nowhere else.
  it('a process is started in one place, for one command', () => {
    const starting = imports.filter((i) => /^(?:node:)?(?:child_process|cluster)$/.test(i.target));
    expect(starting.map(place)).toEqual(['office/process.ts']);
    const asking = imports.filter((i) => i.targetRoom === 'office' && i.room !== 'office');
    expect(asking.filter((i) => !place(i).startsWith('commands/build/')).map(place)).toEqual([]);
  });

  it('each library has one home', () => {
    const broken = imports.filter((i) => {
      const name = Object.keys(HOMES).find((n) => i.target === n || i.target.startsWith(`${n}/`));
      return name !== undefined && !(HOMES[name] ?? []).includes(i.room);
    });
    expect(list(broken)).toEqual([]);
  });

  it('nothing prints outside the cli', () => {
    const printing = files.filter(
      (f) => roomOf(f) !== 'cli' && /\bconsole\.\w+\(|process\.std(?:out|err)/.test(readFileSync(f, 'utf8')),
    );
    expect(printing.map((f) => relative(house, f))).toEqual([]);
  });

  it('files can be read at a sitting', () => {
    const long = files.filter((f) => readFileSync(f, 'utf8').split('\n').length > 450);
    expect(long.map((f) => relative(house, f))).toEqual([]);
  });
});
