import { basename } from 'node:path';
import { append, type Planter } from './planter.js';

export async function naming(p: Planter): Promise<void> {
  // naming/statement-title
  const renamed = await p.rename(
    await p.find('行政审批局/17 优化公共服务', /情况说明\.docx$/),
    '关于优化政务服务的情况说明.docx',
  );
  p.declare('naming/statement-title', renamed, '17');

  // naming/title-in-document
  const retitled = await p.find('行政审批局/18 制定政务服务规范', /情况说明\.docx$/);
  await p.editWord(retitled, (xml) => xml.replace('关于制定政务服务规范的情况说明', '政务服务规范工作情况'));
  p.declare('naming/title-in-document', retitled, '18');

  // naming/draft-name: a renamed file breaks its catalogue entry as well.
  const unit82 = '司法局/82 行政复议体制改革';
  const draft = await p.rename(
    await p.find(`${unit82}/印证材料`, /^1 /),
    '1 行政复议体制改革实施方案(1).pdf',
  );
  p.declare('naming/draft-name', draft, '82');
  p.declare('catalogue/file-not-listed', draft, '82');
  p.declare('catalogue/entry-without-file', await p.find(unit82, /^证明材料目录/), '82');

  // naming/illegal-name
  const unit22 = '政府办/指标22 地方制度建设探索实践';
  const illegal = await p.rename(await p.find(unit22, /^1 /), '1 制定计划<2023>.pdf');
  p.declare('naming/illegal-name', illegal, '22');
  p.declare('catalogue/file-not-listed', illegal, '22');
  p.declare('catalogue/entry-without-file', await p.find(unit22, /^证明材料目录/), '22');

  // naming/name-clash: neither of the twins is in the catalogue.
  const unit24 = '政府办/指标24 提高公众参与度';
  for (const twin of [`${unit24}/回执样表A.txt`, `${unit24}/回执样表a.txt`]) {
    await p.write(twin, `意见回执样表：${twin}`);
    p.declare('catalogue/file-not-listed', twin, '24');
  }
  p.declare('naming/name-clash', `${unit24}/回执样表a.txt`, '24');

  // naming/path-too-long: the file's own name stays, so that its catalogue entry finds it.
  const unit99 = '政府办/指标99 法治建设第一责任人';
  const short = await p.find(unit99, /^3 /);
  const folder = '区政府办公室法治建设第一责任人履职过程性材料'.repeat(3);
  const long = `${unit99}/${folder}/${folder}/${folder}/${basename(short)}`;
  await p.copy(short, long);
  await p.remove(short);
  p.declare('naming/path-too-long', long, '99');

  // naming/document-number
  const cited = await p.find('司法局/99 法治建设第一责任人', /情况说明\.docx$/);
  await p.editWord(cited, append('印发青屿依法办发[2023]8号文件。'));
  p.declare('naming/document-number', cited, '99');

  // naming/original-name: the catalogue has the same name, so that they still belong together.
  const unit79 = '司法局/79 人民调解组织建设';
  const misnamed = await p.rename(await p.find(`${unit79}/印证材料`, /^3 .*pdf$/), '3 财务资料.pdf');
  await p.editSheet(await p.find(unit79, /^证明材料目录/), (sheet) => {
    sheet.getCell('B6').value = '财务资料';
  });
  p.declare('naming/original-name', misnamed, '79');
}
