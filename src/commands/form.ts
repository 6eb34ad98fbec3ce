/** `dossier form NAME`: a form that the task list prescribes, with the department's name filled in. */
import { basename, dirname, resolve } from 'node:path';
import { prescribedForm, prescribedFormFileName, safeName } from '../forms/index.js';
import { DossierError } from '../model/error.js';
import { nearest } from '../model/nearest.js';
import type { Pack } from '../model/pack.js';
import type { PrescribedForm } from '../model/procedure.js';
import type { CommandSpec, Context, Options } from './command.js';
import { textOption } from './command.js';
import { writeNew } from './init/files.js';
import { readTemplates } from './init/templates.js';
import { openPack } from './list.js';
import { departmentsOption, PACK_OPTION, TEMPLATES_OPTION } from './options.js';

function named(pack: Pack, name: string): PrescribedForm {
  const { prescribed } = pack.forms;
  const found = prescribed.find(({ key, title }) => name === key || name === title);
  if (found) return found;
  const keys = prescribed.map(({ key }) => key);
  const guess = nearest(name, keys);
  throw new DossierError('usage', {
    zh:
      keys.length === 0
        ? `任务清单 ${pack.id} 没有规定的表。`
        : `任务清单 ${pack.id} 没有“${name}”${guess === null ? '' : `，是不是“${guess}”？`}。现有：${keys.join('、')}`,
    en:
      keys.length === 0
        ? `The task list ${pack.id} prescribes no forms.`
        : `The task list ${pack.id} has no form "${name}"${guess === null ? '' : `; did you mean "${guess}"?`} There are: ${keys.join(', ')}`,
  });
}

function listed(pack: Pack, { lang }: Context): string {
  const zh = lang === 'zh';
  const lines = pack.forms.prescribed.map(({ key, title, attachment }) => {
    const from = attachment === '' ? '' : zh ? `（${attachment}）` : ` (${attachment})`;
    return `${key}　${title}${from}\n`;
  });
  if (lines.length > 0) return lines.join('');
  return zh ? `任务清单 ${pack.id} 没有规定的表。\n` : `The task list ${pack.id} prescribes no forms.\n`;
}

export const form: CommandSpec = {
  name: 'form',
  arguments: [
    {
      syntax: '[name]',
      summary: {
        zh: '表的简称，如 申请表；不写则列出全部',
        en: 'the form, such as 申请表; without it they are listed',
      },
    },
  ],
  summary: { zh: '生成任务清单规定的表', en: 'make a form that the task list prescribes' },
  options: [
    PACK_OPTION,
    {
      flags: '--department <name>',
      summary: { zh: '填表单位，多个用逗号分隔', en: 'who fills it in; several with commas' },
    },
    {
      flags: '-o, --out <file>',
      summary: { zh: '输出文件（默认以表的题目命名）', en: "the file (default: named by the form's title)" },
    },
    TEMPLATES_OPTION,
  ],
  /** @throws DossierError (usage) for an unknown form or department, (input) for a bad template or nothing writable */
  async run(context, [name], options) {
    const pack = await openPack(options);
    if (typeof name !== 'string') return { code: 0, out: listed(pack, context) };
    const wanted = named(pack, name);
    const departments: (string | null)[] = departmentsOption(pack, options, []) ?? [null];
    const target = textOption(options, 'out');
    if (target !== null && departments.length > 1) {
      throw new DossierError('usage', {
        zh: '几个单位各填一份，不能都写入同一个文件：请去掉 -o，或只写一个单位。',
        en: 'Several departments fill in a form each, which one file cannot hold: leave out -o, or name one.',
      });
    }
    const templates = await readTemplates(context, options);
    const made = departments.map((department) => ({
      path: pathOf(context, options, wanted, departments.length > 1 ? department : null),
      bytes: prescribedForm(templates['prescribed-form.docx'], pack, wanted, department),
    }));
    const lines: string[] = [];
    for (const { path, bytes } of made) {
      const fresh = await writeNew(dirname(path), basename(path), bytes);
      if (!fresh) throw inTheWay(path);
      lines.push(context.lang === 'zh' ? `已生成 ${path}\n` : `Made ${path}\n`);
    }
    return { code: 0, out: lines.join('') };
  },
};

function pathOf(
  { cwd }: Context,
  options: Options,
  wanted: PrescribedForm,
  department: string | null,
): string {
  const target = textOption(options, 'out');
  if (target !== null) return resolve(cwd, target);
  const name = prescribedFormFileName(wanted);
  return resolve(cwd, department === null ? name : `${safeName(department)} ${name}`);
}

function inTheWay(path: string): DossierError {
  return new DossierError('input', {
    zh: `“${path}”已经存在，没有改动。请先移走，或用 -o 另写一个文件名。`,
    en: `"${path}" is there already and was left as it is. Move it first, or give another name with -o.`,
  });
}
