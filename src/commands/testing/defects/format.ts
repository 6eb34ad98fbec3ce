import { scanPdf } from '../../../../fixtures/readers/scan.js';
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

  // format/statement-not-word
  const statement = await p.find('政府办/指标30 行政规范性文件后评估', /情况说明\.docx$/);
  await p.remove(statement);
  const scanned = statement.replace(/docx$/, 'pdf');
  await p.write(scanned, scanPdf({ dpi: 200, pages: 1 }));
  p.declare('format/statement-not-word', scanned, '30');

  // format/formal-not-pdf
  const reply = await p.find('司法局/82 行政复议体制改革/印证材料', /^2 .*批复\.pdf$/);
  await p.remove(reply);
  const photo = reply.replace(/pdf$/, 'jpg');
  await p.bring('fixtures/readers/pillow-jfif.jpg', photo);
  p.declare('format/formal-not-pdf', photo, '82');

  // format/unsupported
  const drawing = await p.find('行政审批局/18 制定政务服务规范', /^5 .*png$/);
  const name = drawing.slice(drawing.lastIndexOf('/') + 1).replace(/png$/, 'dwg');
  p.declare('format/unsupported', await p.rename(drawing, name), '18');

  // format/scan-quality
  const coarse = await p.find('行政审批局/17 优化公共服务', /^5 .*pdf$/);
  await p.write(coarse, scanPdf({ dpi: 96, pages: 1 }));
  p.declare('format/scan-quality', coarse, '17');
  p.declare('catalogue/metadata-mismatch', await p.find('行政审批局/17 优化公共服务', /^证明材料目录/), '17');

  // format/blank-page
  const backs = await p.find('司法局/99 法治建设第一责任人/印证材料', /^1 .*pdf$/);
  await p.write(backs, scanPdf({ dpi: 200, pages: 2, blank: [2] }));
  p.declare('format/blank-page', backs, '99');
  p.declare(
    'catalogue/metadata-mismatch',
    await p.find('司法局/99 法治建设第一责任人', /^证明材料目录/),
    '99',
  );

  // format/oversize
  const long = await p.find('司法局/22 地方制度建设探索实践/印证材料', /^7 .*pdf$/);
  await p.write(long, scanPdf({ dpi: 200, pages: 201 }));
  p.declare('format/oversize', long, '22');
  p.declare(
    'catalogue/metadata-mismatch',
    await p.find('司法局/22 地方制度建设探索实践', /^证明材料目录/),
    '22',
  );

  // format/active-content
  const script = await p.find('司法局/33 规范性文件公开发布/印证材料', /^2 .*pdf$/);
  const objects = ['<< /S /JavaScript /JS (app.alert\\(1\\)) >>'];
  await p.write(script, scanPdf({ dpi: 200, pages: 1, catalog: '/OpenAction 8 0 R', objects }));
  p.declare('format/active-content', script, '33');

  // format/evidence-pdf-only: the one unit that wants it is brought into scope.
  await p.editText('dossier.yaml', (text) => text.replace(', 99]', ', "88-90", 99]'));
  const drill = '司法局/88-90 提高突发事件依法处置能力';
  await p.write(
    `${drill}/证明材料目录.csv`,
    '序号,材料名称,网址\n1,应急演练现场,https://www.qingyu.example.gov.cn/yjgl/1.html\n',
  );
  await p.bring('fixtures/readers/pillow-progressive.jpg', `${drill}/1 应急演练现场.jpg`);
  p.declare('format/evidence-pdf-only', `${drill}/1 应急演练现场.jpg`, '88-90');
}
