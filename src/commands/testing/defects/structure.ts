import { append, type Planter, paragraph } from './planter.js';

export async function structure(p: Planter): Promise<void> {
  // structure/unit-missing
  await p.remove('行政审批局/2 依法实施行政许可');
  p.declared.push({ rule: 'structure/unit-missing', department: '行政审批局', unit: '2', path: '' });

  // structure/statement-missing
  const unit3 = '行政审批局/3 行政审批中介服务';
  await p.remove(await p.find(unit3, /情况说明\.docx$/));
  p.declare('structure/statement-missing', unit3, '3');

  // structure/catalogue-missing
  const unit30 = '司法局/30 行政规范性文件后评估';
  await p.remove(await p.find(unit30, /^证明材料目录/));
  p.declare('structure/catalogue-missing', unit30, '30');

  // structure/evidence-missing: the one material that is listed has no file either.
  const unit33 = '政府办/指标33 规范性文件公开发布';
  for (const name of await p.list(unit33)) {
    if (!name.includes('情况说明')) await p.remove(`${unit33}/${name}`);
  }
  await p.write(`${unit33}/证明材料目录.csv`, '序号,材料名称\n1,查询平台首页截图\n');
  p.declare('structure/evidence-missing', unit33, '33');
  p.declare('catalogue/entry-without-file', `${unit33}/证明材料目录.csv`, '33');
  // … and the statement refers to three.
  p.declare('catalogue/not-cited', await p.find(unit33, /情况说明\.docx$/), '33');

  // structure/folder-unrecognised
  await p.write('司法局/其他材料/会议照片说明.txt', '照片');
  p.declare('structure/folder-unrecognised', '司法局/其他材料', null);

  // structure/litter-file
  await p.write('行政审批局/1 行政审批事项/~$于行政审批事项的情况说明.docx', 'lock');
  p.declare('structure/litter-file', '行政审批局/1 行政审批事项/~$于行政审批事项的情况说明.docx', '1');

  // structure/empty-file
  const empty = await p.find('司法局/79 人民调解组织建设/印证材料', /^4 /);
  await p.truncate(empty, 0);
  p.declare('structure/empty-file', empty, '79');

  // structure/outside-link
  await p.write('司法局/24 提高公众参与度/印证材料/座谈会现场照片.lnk', 'L');
  p.declare('structure/outside-link', '司法局/24 提高公众参与度/印证材料/座谈会现场照片.lnk', '24');

  // structure/nested-archive: what is in the folder and in no catalogue is told besides.
  const archive = '司法局/22 地方制度建设探索实践/印证材料/8 文件汇编.zip';
  await p.bring('fixtures/rules/inputs/plain.zip', archive);
  p.declare('structure/nested-archive', archive, '22');
  p.declare('catalogue/file-not-listed', archive, '22');

  // structure/statement-count: a second version of the only statement that is due.
  const unit82 = '司法局/82 行政复议体制改革';
  const statement = await p.find(unit82, /情况说明\.docx$/);
  const version = `${unit82}/82 关于行政复议体制改革的情况说明.docx`;
  await p.copy(statement, version);
  await p.editWord(version, append('（送审稿）'));
  p.declare('structure/statement-count', statement, '82');

  // structure/wrong-department: 政府办 delivers the statement of a unit that 行政审批局 leads.
  const foreign = '政府办/19 政务服务评价';
  const title = '关于政务服务评价的情况说明';
  const text = '区政府办配合推进政务服务评价，有关举措、成效和亮点现场展示（材料1）。';
  await p.copy(await p.find('行政审批局/19 政务服务评价', /情况说明\.docx$/), `${foreign}/${title}.docx`);
  await p.editWord(`${foreign}/${title}.docx`, (xml) =>
    xml.replace(/<w:body>.*(?=<w:sectPr)/s, `<w:body>${paragraph(title)}${paragraph(text)}`),
  );
  await p.write(
    `${foreign}/证明材料目录.csv`,
    '序号,材料名称,网址,提交方式\n1,评价器设置现场,https://www.qingyu.example.gov.cn/pj.html,实地核查\n',
  );
  p.declare('structure/wrong-department', foreign, '19');

  // structure/summary-report-missing, structure/liaison-missing
  await p.remove(await p.find('行政审批局', /总结报告/));
  await p.remove(await p.find('政府办', /名单反馈表/));
  for (const [rule, department] of [
    ['structure/summary-report-missing', '行政审批局'],
    ['structure/liaison-missing', '政府办'],
  ] as const) {
    p.declared.push({ rule, department, unit: null, path: department });
  }
}
