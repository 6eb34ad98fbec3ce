import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { docxOf, fileOf, fixture, oleOf, p } from '../../fixtures/readers/make.js';
import type { Signature } from '../model/inventory.js';
import { countFile } from './count.js';
import { createReaderPool } from './pool.js';
import { readFile } from './read.js';

const read = (absolute: string, signature: Signature, extension: string) =>
  readFile({ path: 'x', absolute, role: 'evidence', signature, extension });

describe('old and encrypted Office files', () => {
  it('reads the old formats that LibreOffice wrote', async () => {
    expect(await read(fixture('libreoffice.doc'), 'ole', 'doc')).toMatchObject({
      kind: 'word',
      format: 'doc',
      words: { count: 17 },
    });
    expect(await read(fixture('openpyxl.xls'), 'ole', 'xls')).toMatchObject({ kind: 'sheet', format: 'xls' });
  });
  it('names slides and other containers', async () => {
    expect(await read(fileOf('a.ppt', oleOf(['PowerPoint Document'])), 'ole', 'ppt')).toMatchObject({
      kind: 'unreadable',
      reason: 'old-format',
    });
  });
  it('tells encryption', async () => {
    const docx = fileOf('a.docx', oleOf(['EncryptionInfo', 'EncryptedPackage']));
    expect(await read(docx, 'ole', 'docx')).toMatchObject({ kind: 'unreadable', reason: 'encrypted' });
    const fib = Buffer.alloc(512);
    fib.writeUInt16LE(0x0100, 10);
    expect(await read(fileOf('a.doc', oleOf(['WordDocument'], fib)), 'ole', 'doc')).toMatchObject({
      reason: 'encrypted',
    });
    const book = Buffer.from('0908100000060500000000000000000000000000' + '2f000600000000000000', 'hex');
    expect(await read(fileOf('a.xls', oleOf(['Workbook'], book)), 'ole', 'xls')).toMatchObject({
      reason: 'encrypted',
    });
  });
  it('a cut-off container is damaged', async () => {
    expect(await read(fileOf('a.doc', oleOf(['WordDocument']).slice(0, 700)), 'ole', 'doc')).toMatchObject({
      reason: 'damaged',
    });
  });
});

describe('what is not opened', () => {
  it('lists videos and archives, refuses what claims to be a document', async () => {
    expect(await read(fileOf('a', 'x'), 'mp4', 'mp4')).toEqual({ kind: 'other', path: 'x' });
    expect(await read(fileOf('a', 'x'), 'zip', 'docx')).toMatchObject({ reason: 'not-the-format' });
    expect(await read(fileOf('a', ''), 'empty', 'docx')).toMatchObject({ reason: 'empty' });
  });
  it('says denied without the path of the disk', async () => {
    expect(await read('/nowhere/at/all.docx', 'docx', 'docx')).toEqual({
      kind: 'unreadable',
      path: 'x',
      reason: 'denied',
      detail: 'ENOENT',
    });
  });
});

describe('countFile', () => {
  it('counts Word and text, and words its refusals', async () => {
    const docx = fileOf('a.docx', docxOf(p('法治——政府')));
    expect(await countFile(docx)).toMatchObject({
      path: docx,
      count: 6,
      low: 5,
      high: 6,
      excluded: { footnotes: 0 },
    });
    expect(await countFile(fileOf('a.txt', '2023年以来\n共5件'))).toMatchObject({
      count: 7,
      low: 7,
      high: 7,
    });
    expect(await countFile(fixture('reportlab.pdf'))).toMatchObject({
      reason: 'not-the-format',
      zh: expect.stringContaining('docx'),
    });
    expect(await countFile(fixture('libreoffice.doc'))).toMatchObject({ count: 17 });
    expect(await countFile(fileOf('a.ppt', oleOf(['PowerPoint Document'])))).toMatchObject({
      reason: 'old-format',
      zh: expect.stringContaining('另存'),
    });
    expect(await countFile('/nowhere.docx')).toMatchObject({ reason: 'denied' });
    expect(await countFile(fileOf('a.docx', ''))).toMatchObject({ reason: 'empty' });
  });
});

describe('the pool', () => {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'pool-'));
  const workerFile = join(folder, 'dist/readers/worker.js');
  const docx = fileOf('a.docx', docxOf(p('法治')));
  const request = (path: string) => ({
    path,
    absolute: docx,
    role: 'statement' as const,
    signature: 'docx' as const,
    extension: 'docx',
  });
  const script = (name: string, body: string): string => {
    const path = join(folder, name);
    writeFileSync(path, `import { parentPort } from 'node:worker_threads';\n${body}`);
    return path;
  };

  beforeAll(() => {
    // The workers run compiled code: it is built here, so that the test needs no build before it.
    writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        extends: join(root, 'tsconfig.json'),
        compilerOptions: {
          rootDir: join(root, 'src'),
          outDir: join(folder, 'dist'),
          typeRoots: [join(root, 'node_modules/@types')],
        },
        files: [join(root, 'src/readers/worker.ts')],
        include: [],
      }),
    );
    execFileSync(process.execPath, [
      join(root, 'node_modules/typescript/bin/tsc'),
      '-p',
      join(folder, 'tsconfig.json'),
    ]);
  });

  it('reads in compiled workers, each answer to its request', async () => {
    expect(existsSync(workerFile)).toBe(true);
    const pool = createReaderPool({ workers: 2, workerFile });
    const paths = Array.from({ length: 20 }, (_, i) => `${i}.docx`);
    const documents = await Promise.all(paths.map((path) => pool.read(request(path))));
    expect(documents.map((d) => d.path)).toEqual(paths);
    expect(documents.every((d) => d.kind === 'word' && d.words.count === 2)).toBe(true);
    const pdf = await pool.read({
      path: 'a.pdf',
      absolute: fixture('reportlab.pdf'),
      role: 'evidence',
      signature: 'pdf',
      extension: 'pdf',
    });
    expect(pdf).toMatchObject({ kind: 'pdf', pages: 4 });
    await pool.close();
    expect(await pool.read(request('late'))).toMatchObject({ kind: 'unreadable' });
  });

  it('gives the same as in this thread', async () => {
    const pool = createReaderPool({ workerFile });
    const here = createReaderPool({ workerFile: '/no/such/worker.js' });
    expect(await pool.read(request('a'))).toEqual(await here.read(request('a')));
    await Promise.all([pool.close(), here.close()]);
  });

  it('ends a file that takes too long and goes on', async () => {
    const workerFile = script(
      'slow.mjs',
      `parentPort.on('message', ({ id, request }) => { if (request.path === 'slow') for (;;); parentPort.postMessage({ id, document: { kind: 'other', path: request.path } }); });`,
    );
    const pool = createReaderPool({ workers: 1, seconds: 0.5, workerFile });
    const documents = await Promise.all(['a', 'slow', 'b'].map((path) => pool.read(request(path))));
    expect(documents.map((d) => (d.kind === 'unreadable' ? d.reason : d.kind))).toEqual([
      'other',
      'timeout',
      'other',
    ]);
    await pool.close();
  });

  it('outlives a crash, an exit and a worker that eats its memory', async () => {
    const workerFile = script(
      'crash.mjs',
      `parentPort.on('message', ({ id, request }) => {
        if (request.path === 'crash') throw new Error('boom');
        if (request.path === 'exit') process.exit(7);
        if (request.path === 'eat') { const all = []; for (;;) all.push(new Array(1e5).fill(Math.random())); }
        parentPort.postMessage({ id, document: { kind: 'other', path: request.path } });
      });`,
    );
    const pool = createReaderPool({ workers: 1, heap: 64, workerFile });
    const documents = await Promise.all(
      ['crash', 'a', 'exit', 'eat', 'b'].map((path) => pool.read(request(path))),
    );
    expect(documents).toMatchObject([
      { path: 'crash', reason: 'damaged', detail: 'boom' },
      { path: 'a', kind: 'other' },
      { path: 'exit', reason: 'damaged' },
      { path: 'eat', reason: 'too-large' },
      { path: 'b', kind: 'other' },
    ]);
    await pool.close();
  });

  it('closing answers what waits', async () => {
    const pool = createReaderPool({
      workers: 1,
      workerFile: script('mute.mjs', `parentPort.on('message', () => {});`),
    });
    const waiting = [pool.read(request('a')), pool.read(request('b'))];
    await pool.close();
    expect((await Promise.all(waiting)).map((d) => d.kind)).toEqual(['unreadable', 'unreadable']);
  });
});
