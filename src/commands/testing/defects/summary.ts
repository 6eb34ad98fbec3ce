import type { Planter } from './planter.js';

export async function summary(p: Planter): Promise<void> {
  // summary/chapter-uncovered: 人民调解 and 行政复议 are not mentioned any more, nor are disputes
  const thin = '司法局/总结报告.docx';
  await p.editWord(thin, (xml) =>
    xml
      .replace(/人民调解/g, '服务')
      .replace(/行政复议/g, '服务')
      .replace(/纠纷/g, '事项'),
  );
  p.declare('summary/chapter-uncovered', thin, null);

  // veto/recorded: of the region as a whole
  await p.editText(
    'dossier.yaml',
    (text) =>
      `${text}\nvetoes:\n  - {veto: 否2, on: "2024-11-20", fact: 上报数据与台账不符, source: 区审计局审计报告}\n`,
  );
  p.declare('veto/recorded', 'dossier.yaml', null);
}
