/** `dossier count FILE…`: 字数 as Word shows it, and what Word leaves out. */
import { relative, resolve, sep } from 'node:path';
import { globby, isDynamicPattern } from 'globby';
import type { ExcludedWords } from '../../model/document.js';
import { DossierError } from '../../model/error.js';
import type { Localised } from '../../model/lang.js';
import { countFile } from '../../readers/index.js';
import type { Arguments, Context, Options, Result } from '../command.js';

const EXCLUDED: Record<keyof ExcludedWords, Localised> = {
  textBoxes: { zh: '文本框', en: 'text boxes' },
  footnotes: { zh: '脚注', en: 'footnotes' },
  endnotes: { zh: '尾注', en: 'endnotes' },
  headers: { zh: '页眉', en: 'headers' },
  footers: { zh: '页脚', en: 'footers' },
  hidden: { zh: '隐藏文字', en: 'hidden text' },
  deleted: { zh: '已删除的修订', en: 'deleted revisions' },
  comments: { zh: '批注', en: 'comments' },
};

/** Windows shells hand patterns over as written. A file that is really called so wins. */
async function expand(cwd: string, names: string[]): Promise<string[]> {
  const paths: string[] = [];
  for (const name of names) {
    if (!isDynamicPattern(name)) {
      paths.push(name);
      continue;
    }
    const hits = await globby(name.split(sep).join('/'), { cwd, ignore: ['**/~$*'] });
    paths.push(...(hits.length > 0 ? hits.sort() : [name]));
  }
  return paths;
}

type Counted = Awaited<ReturnType<typeof countFile>>;

function line(path: string, counted: Counted, { lang, style }: Context): string[] {
  const zh = lang === 'zh';
  if ('reason' in counted)
    return [`${style('error', zh ? '无法计数' : 'not counted')}  ${path}  ${counted[lang]}`];
  const { count, low, high, excluded } = counted;
  const range =
    low === high ? '' : zh ? `（符号有歧义，${low}—${high}）` : ` (marks are ambiguous: ${low} to ${high})`;
  const out = (Object.keys(EXCLUDED) as (keyof ExcludedWords)[])
    .filter((key) => excluded[key] > 0)
    .map((key) => `${EXCLUDED[key][lang]} ${excluded[key]}`);
  return [
    `${style('strong', String(count).padStart(6))} ${zh ? '字' : '字'}${range}  ${path}`,
    ...(out.length > 0
      ? [style('faint', `         ${zh ? '未计入：' : 'left out: '}${out.join(zh ? '、' : ', ')}`)]
      : []),
  ];
}

export async function runCount(context: Context, [files]: Arguments, options: Options): Promise<Result> {
  const names = Array.isArray(files) ? files : [];
  const paths = await expand(context.cwd, names);
  if (paths.length === 0) {
    throw new DossierError('usage', { zh: '请写明要计数的文件。', en: 'Name the files to count.' });
  }
  const results: { path: string; counted: Counted }[] = [];
  for (const path of paths) results.push({ path, counted: await countFile(resolve(context.cwd, path)) });
  const reasons = results.flatMap(({ counted }) => ('reason' in counted ? [counted.reason] : []));
  // A file that is not there is a mistake in the command, not something found in a file.
  const code = reasons.includes('denied') ? 2 : reasons.length > 0 ? 1 : 0;
  if (options.format === 'json') {
    const rows = results.map(({ path, counted }) =>
      'reason' in counted
        ? { path, error: counted.reason, message: counted[context.lang] }
        : { path, count: counted.count, low: counted.low, high: counted.high, excluded: counted.excluded },
    );
    return { code, out: `${JSON.stringify(rows, null, 2)}\n` };
  }
  const lines = results.flatMap(({ path, counted }) => {
    const shown = relative(context.cwd, resolve(context.cwd, path)) || path;
    return line(shown.startsWith('..') ? path : shown, counted, context);
  });
  return { code, out: `${lines.join('\n')}\n` };
}
