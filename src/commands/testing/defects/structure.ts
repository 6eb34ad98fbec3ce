import type { Planter } from './planter.js';

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
}
