import { append, type Planter } from './planter.js';

export async function catalogue(p: Planter): Promise<void> {
  // catalogue/entry-without-file
  const unit24 = '政府办/指标24 提高公众参与度';
  await p.remove(await p.find(unit24, /^2 /));
  p.declare('catalogue/entry-without-file', await p.find(unit24, /^证明材料目录/), '24');

  // catalogue/file-not-listed
  const extra = '行政审批局/19 政务服务评价/9 窗口评价器照片.png';
  await p.copy(await p.find('行政审批局/19 政务服务评价', /^4 .*png$/), extra);
  p.declare('catalogue/file-not-listed', extra, '19');

  // catalogue/numbering: 1, 2, 3, 5
  const gap = await p.find('司法局/99 法治建设第一责任人', /^证明材料目录/);
  await p.editSheet(gap, (sheet) => {
    sheet.getCell('A7').value = 5;
  });
  p.declare('catalogue/numbering', gap, '99');

  // catalogue/url-missing
  const noUrl = await p.find('行政审批局/1 行政审批事项', /^证明材料目录/);
  await p.editSheet(noUrl, (sheet) => {
    sheet.getCell('F5').value = null;
  });
  p.declare('catalogue/url-missing', noUrl, '1');

  // catalogue/url-malformed
  const unit2629 = '司法局/26-29 行政规范性文件程序';
  const badUrl = await p.find(unit2629, /^证明材料目录/);
  await p.editSheet(badUrl, (sheet) => {
    sheet.getCell('F4').value = 'http//www.qingyu.example.gov.cn/zwgk';
  });
  p.declare('catalogue/url-malformed', badUrl, '26-29');

  // catalogue/columns
  const unit79 = '司法局/79 人民调解组织建设';
  const noYear = await p.find(unit79, /^证明材料目录/);
  await p.editSheet(noYear, (sheet) => {
    sheet.getCell('E4').value = '10月31日';
  });
  p.declare('catalogue/columns', noYear, '79');

  // catalogue/metadata-mismatch
  const wrongNumber = await p.find('行政审批局/18 制定政务服务规范', /^证明材料目录/);
  await p.editWord(wrongNumber, (xml) => xml.replace('青屿审批发〔2023〕15号', '青屿审批发〔2023〕51号'));
  p.declare('catalogue/metadata-mismatch', wrongNumber, '18');

  // catalogue/not-cited
  const citing = await p.find('行政审批局/19 政务服务评价', /情况说明\.docx$/);
  await p.editWord(citing, append('办件记录见材料9。'));
  p.declare('catalogue/not-cited', citing, '19');
}
