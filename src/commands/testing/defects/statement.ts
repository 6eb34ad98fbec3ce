import { append, type Planter, paragraph } from './planter.js';

const BODY = /<w:body>[\s\S]*(?=<w:sectPr)/;

export async function statement(p: Planter): Promise<void> {
  // statement/word-limit
  const long = await p.find('司法局/24 提高公众参与度', /情况说明\.docx$/);
  await p.editWord(long, append('继续扩大公众参与'.repeat(80)));
  p.declare('statement/word-limit', long, '24');

  // statement/placeholder
  const unfilled = await p.find('司法局/22 地方制度建设探索实践', /情况说明\.docx$/);
  await p.editWord(unfilled, (xml) => xml.replace(/\d+件/, 'XX件'));
  p.declare('statement/placeholder', unfilled, '22');

  // statement/empty: the title alone
  const bare = await p.find('政府办/指标33 规范性文件公开发布', /情况说明\.docx$/);
  await p.editWord(bare, (xml) =>
    xml.replace(BODY, `<w:body>${paragraph('关于规范性文件公开发布的情况说明')}`),
  );
  p.declare('statement/empty', bare, '33');

  // statement/revisions-left
  const revised = await p.find('司法局/26-29 行政规范性文件程序', /情况说明\.docx$/);
  const inserted = `<w:p><w:ins w:id="1" w:author="a"><w:r><w:t>补充一句。</w:t></w:r></w:ins></w:p>`;
  await p.editWord(revised, (xml) =>
    xml.replace(/(<w:sectPr[\s>])(?![\s\S]*<w:sectPr[\s>])/, `${inserted}$1`),
  );
  p.declare('statement/revisions-left', revised, '26-29');

  // statement/points-uncovered: 专职人民调解员、工作经费 are not mentioned any more
  const thin = await p.find('司法局/79 人民调解组织建设', /情况说明\.docx$/);
  await p.editWord(thin, (xml) => xml.replaceAll('经费', '投入'));
  p.declare('statement/points-uncovered', thin, '79');

  // statement/table-missing
  const tableless = await p.find('行政审批局/19 政务服务评价', /情况说明\.docx$/);
  await p.editWord(tableless, (xml) => xml.replace(/<w:tbl>[\s\S]*<\/w:tbl>/, ''));
  p.declare('statement/table-missing', tableless, '19');

  // statement/report-style
  const report = await p.find('司法局/82 行政复议体制改革', /情况说明\.docx$/);
  await p.editWord(report, (xml) =>
    xml.replace('现将有关情况说明如下', '现将工作总结如下').replace('三、突出亮点', '三、存在的问题'),
  );
  p.declare('statement/report-style', report, '82');

  // statement/near-duplicate: the text of another unit under one's own title
  const copied = await p.find('政府办/指标99 法治建设第一责任人', /情况说明\.docx$/);
  await p.editWord(copied, (xml) => xml.replace('现将有关情况说明如下', '现将我县有关情况说明如下'));
  p.declare('statement/near-duplicate', copied, '99');

  // statement/stamp-missing
  const unit72 = '司法局/72 尊重并执行生效裁判';
  await p.remove(await p.find(unit72, /关于生效判决履行的情况说明.*\.pdf$/));
  p.declare('statement/stamp-missing', await p.find(unit72, /关于生效判决履行的情况说明.*\.docx$/), '72');
}
