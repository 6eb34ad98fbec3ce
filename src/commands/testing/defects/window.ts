import { append, type Planter } from './planter.js';

export async function window(p: Planter): Promise<void> {
  // window/future-date: 2023 typed as 2032
  const page = await p.find('行政审批局/18 制定政务服务规范', /^4 .*docx$/);
  await p.editWord(page, append('青屿区行政审批局2032年8月25日'));
  p.declare('window/future-date', page, '18');
  p.declare(
    'catalogue/metadata-mismatch',
    await p.find('行政审批局/18 制定政务服务规范', /^证明材料目录/),
    '18',
  );

  // window/out-of-window: a plan of 2021
  const list = await p.find('司法局/82 行政复议体制改革', /^证明材料目录/);
  await p.editSheet(list, (sheet) => {
    sheet.getCell('E6').value = 20211208;
  });
  p.declare('window/out-of-window', list, '82');

  // window/interval: the reply of 2023-04-03 came after 8 working days, the letter is moved to 2023-03-30
  const table = await p.find('司法局/26-29 行政规范性文件程序/印证材料', /^2 .*xlsx$/);
  await p.editSheet(table, (sheet) => {
    sheet.eachRow((row) => {
      row.eachCell((cell) => {
        if (cell.text === '2023-03-22') cell.value = '2023-03-30';
      });
    });
  });
  p.declare('window/interval', table, '26-29');

  // window/comment-period
  const feedback = await p.find('政府办/指标24 提高公众参与度', /^3 .*docx$/);
  await p.editWord(feedback, append('该规范性文件草案于2024年5月13日至5月15日向社会公开征求意见。'));
  p.declare('window/comment-period', feedback, '24');
}
