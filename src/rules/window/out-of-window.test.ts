import { describe, expect, it } from 'vitest';
import { catalogue, file, findingsOf, workspaceOf } from '../../../fixtures/rules/build.js';
import { outOfWindow } from './out-of-window.js';

const folder = '生态环境局/10 合法性审查';

async function told(title: string, date: string, asOf = '2025-06-30'): Promise<string[]> {
  const path = `${folder}/证明材料目录.csv`;
  const files = [file(path, { role: 'catalogue' }), file(`${folder}/1 ${title}.pdf`)];
  const workspace = await workspaceOf({ files, documents: [catalogue(path, [{ title, date }])] });
  return findingsOf(outOfWindow, { ...workspace, asOf }).map((found) => found.messageId);
}

describe('materials and their time', () => {
  it.each([
    ['培训签到表', '2022-12-31', ['before']],
    ['培训签到表', '2023-01-01', []],
    ['培训签到表', '2022-12-31至2023-01-02', []],
    ['培训签到表', '2024', []],
    ['培训签到表', '', []],
    ['培训签到表', '2025-01-01', ['after']],
    ['2024年培训签到表', '2025-01-01', []],
    ['培训签到表', '2026-01-01', []],
    ['培训管理办法', '2019-05-06', []],
    ['2023年决策事项目录', '2023-03-31', []],
    ['2023年决策事项目录', '2023-04-01', ['late']],
    ['2024年决策事项目录', '2023-12-28', []],
    ['关于公布2023年度决策事项目录的通知', '2023-05-06', ['late']],
    ['关于调整2023年决策事项目录的通知', '2023-05-06', []],
    ['关于申报2023年决策事项目录建议的通知', '2023-05-06', []],
    ['决策事项目录', '2023-05-06', []],
  ])('%s of %j: %j', async (title, date, expected) => {
    expect(await told(title, date)).toEqual(expected);
  });
});
