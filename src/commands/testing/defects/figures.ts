import type { Planter } from './planter.js';

export async function figures(p: Planter): Promise<void> {
  // figures/conflict: the report itself says 270
  const report = '司法局/总结报告.docx';
  await p.editWord(report, (xml) => xml.replace('占86.1%。', '占86.1%。两年受理行政复议案件269件。'));
  p.declare('figures/conflict', report, null);

  // figures/sum: the years give 270
  const total = await p.find('司法局/82 行政复议体制改革', /情况说明\.docx$/);
  await p.editWord(total, (xml) => xml.replace('270件', '271件'));
  p.declare('figures/sum', total, '82');
}
