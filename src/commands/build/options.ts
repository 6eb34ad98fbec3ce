/** What was asked of `dossier build`, read once. */
import { resolve } from 'node:path';
import { DossierError } from '../../model/error.js';
import type { Split } from '../../plan/index.js';
import { type Context, type Options, textOption } from '../command.js';
import type { FontChoice } from '../fonts.js';
import type { EngineName } from './engine/index.js';

export interface BuildOptions {
  /** Absolute path of the folder to leave the dossier in. */
  target: string;
  /** Build in spite of errors, every page marked 草稿. */
  draft: boolean;
  /** The version to publish: personal data masked, internal materials left out. */
  publish: boolean;
  split: Split;
  numbering: 'volume' | 'continuous';
  /** To be printed on both sides. */
  duplex: boolean;
  /** A QR code beside each web address. */
  qr: boolean;
  fonts: FontChoice;
  /** Who sets Word and Excel files. */
  engine: EngineName;
  /** Whether the departments' reports are bound in: not where `--unit` asks for some units only. */
  reports: boolean;
}

/** @throws DossierError (usage) where an option's value is not one of those it takes */
export function buildOptions(context: Context, options: Options): BuildOptions {
  return {
    target: resolve(context.cwd, textOption(options, 'out') ?? '卷宗'),
    draft: options.draft === true,
    publish: options.public === true,
    split: splitOption(textOption(options, 'split') ?? 'none'),
    numbering: options.numbering === 'continuous' ? 'continuous' : 'volume',
    duplex: options.duplex === true,
    qr: options.qr === true,
    fonts: fontOption(context, textOption(options, 'font')),
    engine: options.engine === 'libreoffice' ? 'libreoffice' : 'builtin',
    reports: textOption(options, 'unit') === null,
  };
}

/** 1 MB is 2^20 bytes, as file managers on Windows count it. */
const UNITS: Readonly<Record<string, number>> = { KB: 1 << 10, MB: 1 << 20, GB: 1 << 30 };

function splitOption(text: string): Split {
  if (text === 'none' || text === 'chapter') return { by: text };
  const pages = /^pages:(\d{1,7})$/.exec(text)?.[1];
  if (pages !== undefined && Number(pages) > 0) return { by: 'pages', limit: Number(pages) };
  const [, amount, unit = ''] = /^size:(\d{1,6}(?:\.\d{1,3})?)\s*([KMG]B)$/i.exec(text) ?? [];
  const bytes = Math.floor(Number(amount ?? 0) * (UNITS[unit.toUpperCase()] ?? 0));
  if (bytes > 0) return { by: 'size', limit: bytes };
  throw new DossierError('usage', {
    zh: `--split 可写 none、chapter、pages:800（每卷不超过的页数）或 size:200MB（每卷不超过的大小），不能写“${text}”。`,
    en: `--split takes none, chapter, pages:800 (pages a volume) or size:200MB (size of a volume), not "${text}".`,
  });
}

/** --font fangsong=/path/to/font.ttf,hei=… */
function fontOption(context: Context, text: string | null): FontChoice {
  if (text === null) return {};
  return Object.fromEntries(
    text.split(',').map((pair) => {
      const [role, ...path] = pair.split('=');
      if (!['fangsong', 'hei', 'kai', 'biaosong', 'song'].includes(role ?? '') || path.length === 0) {
        throw new DossierError('usage', {
          zh: `--font 应写成 fangsong=字体文件路径，可选 fangsong、hei、kai、biaosong、song，多个用逗号分隔；写的是“${pair}”。`,
          en: `--font takes fangsong=FILE for fangsong, hei, kai, biaosong or song, several with commas; not "${pair}".`,
        });
      }
      return [role, resolve(context.cwd, path.join('='))];
    }),
  ) as FontChoice;
}
