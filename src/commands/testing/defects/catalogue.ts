import type { Planter } from './planter.js';

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
}
