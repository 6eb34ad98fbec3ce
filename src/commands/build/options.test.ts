import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DossierError } from '../../model/error.js';
import type { Context, Options } from '../command.js';
import { buildOptions } from './options.js';

const context = { cwd: resolve('/office'), lang: 'zh' } as Context;
const read = (options: Options) => buildOptions(context, options);

describe('buildOptions', () => {
  it('has a default for everything', () => {
    expect(read({})).toEqual({
      target: resolve('/office/卷宗'),
      draft: false,
      publish: false,
      split: { by: 'none' },
      numbering: 'volume',
      duplex: false,
      qr: false,
      fonts: {},
      engine: 'builtin',
      reports: true,
    });
  });

  it.each([
    ['none', { by: 'none' }],
    ['chapter', { by: 'chapter' }],
    ['pages:800', { by: 'pages', limit: 800 }],
    ['size:200MB', { by: 'size', limit: 200 * 1024 * 1024 }],
    ['size:1.5 gb', { by: 'size', limit: 1.5 * 1024 ** 3 }],
    ['size:700KB', { by: 'size', limit: 700 * 1024 }],
  ])('--split %s', (split, wanted) => expect(read({ split }).split).toEqual(wanted));

  it.each(['', 'half', 'pages', 'pages:0', 'pages:-3', 'size:200', 'size:0MB', 'size:MB', 'size:1TB'])(
    'refuses --split %j',
    (split) => expect(() => read({ split })).toThrow(DossierError),
  );

  it('binds no reports where units are asked for', () => expect(read({ unit: '17' }).reports).toBe(false));

  it('reads fonts by role, and refuses roles that there are not', () => {
    expect(read({ font: 'fangsong=a=b.ttf,hei=/x/hei.ttf' }).fonts).toEqual({
      fangsong: resolve('/office/a=b.ttf'),
      hei: resolve('/x/hei.ttf'),
    });
    for (const font of ['times=a.ttf', 'kai']) expect(() => read({ font })).toThrow(DossierError);
  });
});
