import { dirname } from 'node:path';
import { append, type Planter, paragraph } from './planter.js';

export async function security(p: Planter): Promise<void> {
  // security/classified-mark: neither name nor title in any output
  const secret = await p.find('政府办/指标99 法治建设第一责任人', /^2 .*docx$/);
  await p.editWord(secret, (xml) => xml.replace(/<w:body>/, `<w:body>${paragraph('秘密★5年')}`));
  p.declare('security/classified-mark', `${dirname(secret)}/2 ***.docx`, '99');

  // security/personal-data
  const contact = '政府办/总结报告.docx';
  await p.editWord(contact, append('联系人手机：13800138000'));
  p.declare('security/personal-data', contact, null);
}
