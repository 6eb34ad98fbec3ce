import type { Planter } from './planter.js';

export async function duplicates(p: Planter): Promise<void> {
  // duplicates/same-file: the picture of unit 19 was planted twice more, by catalogue and format
  const first = await p.find('司法局/72 尊重并执行生效裁判/印证材料', /^4 /);
  p.declare('duplicates/same-file', first, '72');
}
