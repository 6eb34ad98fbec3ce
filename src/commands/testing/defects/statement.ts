import { append, type Planter } from './planter.js';

export async function statement(p: Planter): Promise<void> {
  // statement/word-limit
  const long = await p.find('司法局/24 提高公众参与度', /情况说明\.docx$/);
  await p.editWord(long, append('继续扩大公众参与'.repeat(80)));
  p.declare('statement/word-limit', long, '24');

  // statement/placeholder
  const unfilled = await p.find('司法局/22 地方制度建设探索实践', /情况说明\.docx$/);
  await p.editWord(unfilled, (xml) => xml.replace(/\d+件/, 'XX件'));
  p.declare('statement/placeholder', unfilled, '22');
}
