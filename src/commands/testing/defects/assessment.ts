/** The demo district under a pack that has departments grade themselves, graded well; then a defect per rule. */
import { cp, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Unit } from '../../../model/pack.js';
import { loadConfig } from '../../../packs/index.js';
import type { Planter } from './planter.js';

const SELF_ASSESSMENT = `
assessment:
  grades: [{name: 达标, credit: 1}, {name: 部分达标, credit: 0.5}, {name: 未达标, credit: 0}]
  report: {title: 自评报告, source: 附件1第6条}
  source: 附件1第6条
`;
const HEAD = '编号,标准,自评等次,自评依据,证明材料';

/** A good 自评表 and 自评报告 of every department that has a folder; a copy of the pack stands beside the folder. */
export async function gradeAll(p: Planter): Promise<void> {
  const pack = join(dirname(p.folder), 'graded');
  await cp('indicators/xincheng-2024', pack, { recursive: true });
  const file = join(pack, 'pack.yaml');
  await writeFile(file, (await readFile(file, 'utf8')) + SELF_ASSESSMENT);
  await p.editText('dossier.yaml', (text) => text.replace('pack: xincheng-2024', 'pack: ../graded'));
  const { config, pack: loaded } = await loadConfig(p.folder);
  for (const department of config.departments ?? []) {
    const own = loaded.units.filter(
      ({ key, leads }) => config.units?.includes(key) && leads.some((l) => l.department === department),
    );
    const rows = own.flatMap((unit) => rowsOf(unit));
    await p.write(`${department}/自评表.csv`, `${[HEAD, ...rows].join('\n')}\n`);
    await p.copy(`${department}/总结报告.docx`, `${department}/自评报告.docx`);
  }
}

function rowsOf({ indicators }: Unit): string[] {
  return indicators.map(({ no }) => `${no},,达标,已经落实,`);
}

export async function assessment(p: Planter): Promise<void> {
  // assessment/missing
  await p.remove('政府办/自评报告.docx');
  p.declared.push({ rule: 'assessment/missing', department: '政府办', unit: null, path: '政府办' });

  // assessment/incomplete
  await p.editText('政府办/自评表.csv', (text) => text.replace(/^99,.*\n/m, ''));
  p.declare('assessment/incomplete', '政府办/自评表.csv', null);

  // assessment/grounds-missing
  await p.editText('司法局/自评表.csv', (text) => text.replace(/^79,,达标,已经落实/m, '79,,部分达标,'));
  p.declare('assessment/grounds-missing', '司法局/自评表.csv', null);

  // assessment/evidence-missing, and with it what the unit owes
  const unit = '行政审批局/2 依法实施行政许可';
  await p.remove(unit);
  p.declared.push({ rule: 'structure/unit-missing', department: '行政审批局', unit: '2', path: '' });
  p.declare('assessment/evidence-missing', '行政审批局/自评表.csv', null);

  // summary/claim-unproved: in the other copy each department has a statement that can't be read, where it may stand
  const bold = '行政审批局/总结报告.docx';
  await p.editWord(bold, (xml) => xml.replace('两年收到评价', '印制政务服务评价手册37519份，两年收到评价'));
  p.declare('summary/claim-unproved', bold, null);
}
