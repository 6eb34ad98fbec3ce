import type { Planter } from './planter.js';

export async function format(p: Planter): Promise<void> {
  // format/extension-mismatch
  const mismatch = await p.find('司法局/72 尊重并执行生效裁判/印证材料', /^4 .*pdf$/);
  await p.copy(await p.find('行政审批局/19 政务服务评价', /^4 .*png$/), mismatch);
  p.declare('format/extension-mismatch', mismatch, '72');

  // format/unreadable
  const damaged = await p.find('政府办/指标30 行政规范性文件后评估', /^1 .*pdf$/);
  await p.truncate(damaged, 300);
  p.declare('format/unreadable', damaged, '30');

  // format/encrypted
  const encrypted = await p.find('政府办/指标26-29 行政规范性文件程序', /^4 .*pdf$/);
  await p.bring('fixtures/readers/user-password.pdf', encrypted);
  p.declare('format/encrypted', encrypted, '26-29');
}
