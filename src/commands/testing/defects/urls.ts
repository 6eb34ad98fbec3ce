import type { UrlProbe } from '../../../model/urlrecord.js';
import { openWorkspace } from '../../workspace.js';
import type { Planter } from './planter.js';

/** catalogue/url-unofficial, url-duplicate, and url-dead by a record in which all other URLs open. */
export async function urls(p: Planter): Promise<void> {
  const catalogue = await p.find('行政审批局/17 优化公共服务', /^证明材料目录/);
  const dead = 'https://www.qingyu.example.gov.cn/zwfw/gone.html';
  await p.editSheet(catalogue, (sheet) => {
    sheet.getCell('F5').value = dead;
    sheet.getCell('F7').value = dead;
    sheet.getCell('F8').value = 'https://t.cn/A6abcd';
  });
  const context = {
    cwd: p.folder,
    lang: 'zh' as const,
    tool: { name: 'dossier', version: '' },
    today: '2024-12-20',
    style: (_: unknown, text: string) => text,
    progress: () => undefined,
  };
  const { workspace } = await openWorkspace(context, [p.folder], {});
  const probe = (url: string): UrlProbe => ({
    verdict: url === dead ? 'dead' : 'ok',
    on: '2024-12-19',
    status: url === dead ? 404 : 200,
    finalUrl: url,
    title: '',
    sha256: '',
    detail: url === dead ? 'HTTP 404' : '',
  });
  const submissions = workspace.units.flatMap((unit) => unit.submissions);
  const all = submissions.flatMap((s) => s.catalogue?.entries.flatMap((entry) => entry.urls) ?? []);
  const probes = Object.fromEntries(all.map((url) => [url, probe(url)]));
  await p.write('dossier-urls.json', JSON.stringify({ tool: 'dossier', on: '2024-12-19', probes }));
  p.declare('catalogue/url-unofficial', catalogue, '17');
  p.declare('catalogue/url-duplicate', catalogue, '17');
  // One for each of the two entries.
  p.declare('catalogue/url-dead', catalogue, '17');
  p.declare('catalogue/url-dead', catalogue, '17');
}
