/** What was made and what to do next, in words. */
import { isAbsolute, relative } from 'node:path';
import { DossierError } from '../../model/error.js';
import type { Context, Result } from '../command.js';
import { unwritable } from './files.js';
import type { Place } from './place.js';
import type { Group } from './plan.js';

export interface Done {
  group: Group;
  outcomes: { path: string; made: boolean }[];
}

function shown(context: Context, path: string): string {
  const inside = relative(context.cwd, path);
  if (inside === '') return '.';
  return inside.startsWith('..') || isAbsolute(inside) ? path : inside;
}

/** Each group under its title, with its files as they lie below the root. */
function groupLines({ lang, style }: Context, done: Done[]): string[] {
  const zh = lang === 'zh';
  return done.flatMap(({ group: { title, remark }, outcomes }) => [
    ...(title === '' ? [] : ['', style('strong', title)]),
    ...(remark === null ? [] : [`  ${style('warning', remark[lang])}`]),
    ...outcomes.map(({ path, made }) =>
      made ? `  ${zh ? '新建' : 'made'}  ${path}` : style('faint', `  ${zh ? '保留' : 'kept'}  ${path}`),
    ),
  ]);
}

function tally(done: Done[]): { files: number; folders: number; kept: number } {
  const all = done.flatMap(({ outcomes }) => outcomes);
  const folder = ({ path }: { path: string }) => path.endsWith('/');
  return {
    files: all.filter((o) => o.made && !folder(o)).length,
    folders: all.filter((o) => o.made && folder(o)).length,
    kept: all.filter((o) => !o.made).length,
  };
}

/** For standard output, when all went well. */
export function report(
  context: Context,
  { root, pack, direct }: Place,
  departments: string[],
  unitList: string | null,
  packOption: string | null,
  done: Done[],
): string {
  const zh = context.lang === 'zh';
  const { files, folders, kept } = tally(done);
  const { statement, catalogue, evidence } = pack.defaults.partNames;
  const [first] = departments;
  const home = done.find(({ group }) => group.title === first)?.outcomes[0]?.path.split('/')[0] ?? '';
  const folder = shown(context, direct || departments.length > 1 ? root : `${root}/${home}`);
  const command = [
    'dossier check',
    JSON.stringify(folder),
    ...(departments.length > 1 ? ['--department', departments.join(',')] : []),
    ...(unitList === null ? [] : ['--unit', unitList]),
    ...(packOption === null ? [] : ['--pack', packOption]),
  ].join(' ');
  const place = shown(context, root);
  const { parts } = pack.defaults;
  const writes = pack.units.some(({ statements }) => statements.length > 0);
  const steps = [
    ...(writes
      ? [
          zh
            ? `打开各份${statement}，把正文写在标题下的空行里，写完删去全部灰色的“【请……】”提示。`
            : `Write each ${statement} below its headings, then delete all grey 【请…】 hints.`,
        ]
      : []),
    parts.includes('catalogue')
      ? zh
        ? `把材料放入“${evidence}”文件夹，逐件登记到“${catalogue}”；要求和填法见其中的“填写说明”表。`
        : `Put the evidence into ${evidence} and list each piece in ${catalogue}; its second sheet says how.`
      : zh
        ? `把材料放入“${evidence}”文件夹；可以另附“${catalogue}”。`
        : `Put the evidence into ${evidence}; a ${catalogue} is welcome.`,
    zh ? `运行 ${command} 进行检查。` : `Run ${command}`,
  ];
  const lines = [
    zh
      ? `${departments.join('、')}的申报材料文件夹（${place}）`
      : `Folders of ${departments.join(', ')} in ${place}`,
    ...groupLines(context, done),
    '',
    zh
      ? `新建 ${files} 个文件、${folders} 个印证材料文件夹；保留已有的 ${kept} 项，未作改动。`
      : `Made ${files} files and ${folders} evidence folders; kept ${kept} that were there, unchanged.`,
    '',
    zh ? '下一步：' : 'Next:',
    ...steps.map((step, i) => `  ${i + 1}. ${step}`),
  ];
  return `${lines.join('\n')}\n`;
}

/**
 * A run that stopped half-way: what was made stays, and is told.
 * @throws DossierError where nothing had been made yet, and whatever is no trouble with the disk
 */
export function failed(context: Context, { root }: Place, done: Done[], cause: unknown): Result {
  const error = unwritable(root, cause);
  if (!(cause instanceof DossierError)) throw error;
  const { files, folders, kept } = tally(done);
  if (files + folders === 0) throw error;
  const zh = context.lang === 'zh';
  const note = zh
    ? `错误：${error.zh}\n已经建好的 ${files} 个文件、${folders} 个印证材料文件夹都完好，原有的 ${kept} 项未作改动。排除问题后重新运行同一命令，会接着建其余的。\n`
    : `error: ${error.en}\nThe ${files} files and ${folders} evidence folders made so far are whole, and ${kept} that were there are unchanged. Run the same command again when this is mended: it makes the rest.\n`;
  return { code: 2, out: `${groupLines(context, done).join('\n').trimStart()}\n`, note };
}
