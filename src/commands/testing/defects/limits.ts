import type { Planter } from './planter.js';

export async function limits(p: Planter): Promise<void> {
  // limits/count: six opinions where four or five are asked for
  const catalogue = await p.find('司法局/26-29 行政规范性文件程序', /^证明材料目录/);
  await p.editSheet(catalogue, (sheet) => {
    for (const [row, number, name, no] of [
      [13, 10, '既有住宅加装电梯实施办法', 6],
      [14, 11, '社区食堂建设运营扶持办法', 14],
    ] as const) {
      for (const column of 'DEGH') sheet.getCell(`${column}${row}`).value = sheet.getCell(`${column}6`).value;
      sheet.getCell(`A${row}`).value = number;
      sheet.getCell(`B${row}`).value = `关于《青屿区${name}（送审稿）》的合法性审查意见书`;
      sheet.getCell(`C${row}`).value = `青屿司审〔2023〕${no}号`;
      sheet.getCell(`I${row}`).value = '纸质';
    }
  });
  p.declare('limits/count', '', '26-29');
  // Nor does the statement refer to them.
  p.declare(
    'catalogue/not-cited',
    await p.find('司法局/26-29 行政规范性文件程序', /情况说明\.docx$/),
    '26-29',
  );

  // limits/threshold: at least 90 % are asked for
  const low = await p.find('行政审批局/17 优化公共服务', /情况说明\.docx$/);
  await p.editWord(low, (xml) => xml.replace('98.6%', '88.6%'));
  p.declare('limits/threshold', low, '17');
}
