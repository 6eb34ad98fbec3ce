/** `dossier list`: the task list; `--format json` is a stable contract. */
import type { Lang } from '../model/lang.js';
import type { Pack, Unit } from '../model/pack.js';
import { defaultPackId, listPacks, loadPack, resolvePack, selectUnits } from '../packs/index.js';
import { type Arguments, type CommandSpec, type Context, type Options, textOption } from './command.js';
import { departmentsOption, PACK_OPTION } from './options.js';

export function unitJson(unit: Unit) {
  return {
    unit: unit.key,
    kind: unit.kind,
    name: unit.name,
    indicators: unit.indicators.map(({ no, text }) => ({ no, text })),
    chapter: unit.chapter.title,
    section: unit.sections[0]?.title ?? '',
    sections: unit.sections.map((s) => s.title),
    materials: unit.materials,
    notes: unit.notes,
    statements: unit.statements.map((s) => ({
      title: s.title,
      name: s.name,
      softLimit: s.softLimit,
      hardLimit: s.hardLimit,
      leads: s.leads,
      by: s.by,
      item: s.item,
      stamp: s.stamp,
    })),
    items: unit.items.map(({ no, text }) => ({ no, text })),
    leads: unit.leads.map(({ department, items }) => ({ department, items })),
    urls: unit.urls,
  };
}

/** @param rules ids of all rules, for commands that say what the pack makes of them */
export async function openPack(options: Options, rules?: readonly string[]): Promise<Pack> {
  return loadPack(await resolvePack(textOption(options, 'pack') ?? defaultPackId), rules);
}

/** Leads as a person reads them: a collective name for all that it means, where the whole unit is theirs. */
export function leadNames(
  { groups }: Pick<Pack, 'groups'>,
  unit: Pick<Unit, 'leads' | 'leadText'>,
  lang: Lang,
): string[] {
  const zh = lang === 'zh';
  const whole = new Set(
    unit.leads.flatMap(({ department, items }) => (items.length === 0 ? department : [])),
  );
  const said = groups.filter(
    ({ departments }) => departments.length > 1 && departments.every((name) => whole.has(name)),
  );
  const names = unit.leads.map(({ department, items }) => {
    if (items.length > 0)
      return `${department}${zh ? '（序号' : ' (items '}${items.join(zh ? '、' : ', ')}${zh ? '）' : ')'}`;
    const group = said.find(({ departments }) => departments.includes(department));
    // Who is named besides the group is told besides it.
    if (!group || unit.leadText.includes(department)) return department;
    const { name, departments } = group;
    return `${name}${zh ? `（${departments.length}个）` : ` (${departments.length})`}`;
  });
  return [...new Set(names)];
}

function leadsText(pack: Pack, unit: Unit, lang: Lang): string {
  if (unit.leads.length === 0) return lang === 'zh' ? '（未指明）' : '(nobody named)';
  return leadNames(pack, unit, lang).join(lang === 'zh' ? '、' : ', ');
}

/** The list's title with its document number, where it has one. */
function numbered({ title, documentNumber }: Pack, zh: boolean): string {
  if (documentNumber === '') return title;
  return zh ? `${title}（${documentNumber}）` : `${title} (${documentNumber})`;
}

function listText(pack: Pack, units: Unit[], { lang, style }: Context): string {
  const zh = lang === 'zh';
  const lines = [style('strong', numbered(pack, zh))];
  let chapter = '';
  let section = '';
  for (const unit of units) {
    if (unit.chapter.title !== chapter) {
      chapter = unit.chapter.title;
      lines.push('', style('strong', chapter));
    }
    const own = unit.sections.map((s) => s.title).join(' ');
    if (own !== section) {
      section = own;
      lines.push(`  ${style('faint', own)}`);
    }
    const titles = unit.statements.map((s) =>
      s.title === null ? `${s.name}${zh ? '（清单未规定题目）' : ' (no title prescribed)'}` : s.title,
    );
    lines.push(`    ${style('strong', unit.key.padEnd(6))}${unit.name}`);
    for (const title of titles) lines.push(`          ${title}`);
    lines.push(`          ${style('faint', `${zh ? '牵头：' : 'leads: '}${leadsText(pack, unit, lang)}`)}`);
  }
  const indicators = units.reduce((sum, u) => sum + (u.kind === 'indicator' ? u.indicators.length : 0), 0);
  const due = units.filter((u) => u.kind === 'indicator').length;
  const bonus = units.length - due;
  lines.push(
    '',
    zh
      ? `共 ${due} 个申报单元、${indicators} 项指标${bonus > 0 ? `，另有加分项 ${bonus} 项` : ''}`
      : `${due} submission units, ${indicators} indicators${bonus > 0 ? `, and ${bonus} bonus items` : ''}`,
  );
  return `${lines.join('\n')}\n`;
}

export const list: CommandSpec = {
  name: 'list',
  arguments: [],
  summary: { zh: '列出任务清单的申报单元', en: 'list the submission units of the task list' },
  options: [
    PACK_OPTION,
    { flags: '--unit <list>', summary: { zh: '只列这些申报单元', en: 'these units only' } },
    {
      flags: '--department <name>',
      summary: { zh: '只列该单位牵头的', en: 'units that this department leads' },
    },
    {
      flags: '--format <format>',
      summary: { zh: '输出格式', en: 'output format' },
      choices: ['text', 'json'],
    },
    { flags: '--packs', summary: { zh: '列出现有的任务清单', en: 'list the task lists that there are' } },
  ],
  async run(context: Context, _args: Arguments, options: Options) {
    if (options.packs === true) return { code: 0, out: await packsText(options) };
    const pack = await openPack(options);
    const only = textOption(options, 'unit');
    const keys = only === null ? null : selectUnits(pack, only);
    const departments = departmentsOption(pack, options, []);
    const units = pack.units.filter(
      (u) =>
        (keys === null || keys.includes(u.key)) &&
        (departments === null || u.leads.some((l) => departments.includes(l.department))),
    );
    const out =
      options.format === 'json'
        ? `${JSON.stringify(units.map(unitJson), null, 2)}\n`
        : listText(pack, units, context);
    return { code: 0, out };
  },
};

async function packsText(options: Options): Promise<string> {
  const ids = await listPacks();
  const packs = await Promise.all(
    ids.map(async (id) => ({ id, pack: await loadPack(await resolvePack(id)) })),
  );
  if (options.format === 'json') {
    return `${JSON.stringify(
      packs.map(({ id, pack }) => ({
        id,
        title: pack.title,
        documentNumber: pack.documentNumber,
        units: pack.units.length,
      })),
      null,
      2,
    )}\n`;
  }
  return packs.map(({ id, pack }) => `${id.padEnd(20)} ${numbered(pack, true)}\n`).join('');
}
