import { mkdtempSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../cli/testing.js';

const sixian = ['--pack', 'sixian-2018'];

describe('a list that every applicant answers, and that asks for evidence alone', () => {
  it('is told by collective names, without empty headings', async () => {
    const { out } = await run(['list', ...sixian, '--unit', '五-8']);
    expect(out).toContain(
      '牵头：各乡镇人民政府（6个）、经济开发区管委会、县政府各行政执法部门（21个）、省市驻泗有关单位（4个）',
    );
    const shown = (await run(['show', '五-8', ...sixian])).out;
    expect(shown).toContain('  县政府各行政执法部门（21个）\n');
    expect(shown).toContain('行政投诉处理率 ≥ 98%');
    expect(shown).not.toContain('情况说明');
  });

  it('keeps the items that a department leads, and departments that no group holds whole', async () => {
    expect((await run(['list', '--unit', '72'])).out).toContain(
      '牵头：检察院（序号1）、人民法院（序号2）、司法局（序号2）',
    );
    expect((await run(['list', '--unit', '72', '--lang', 'en'])).out).toContain(
      'leads: 检察院 (items 1), 人民法院 (items 2), 司法局 (items 2)',
    );
  });

  it('is begun without words of statements that nobody owes', async () => {
    const cwd = mkdtempSync(join(tmpdir(), 'list-'));
    const args = ['init', ...sixian, '--department', '气象局', '--unit', '一-7'];
    const { out } = await run(args, { cwd });
    expect(out).not.toContain('情况说明');
    expect(out).toContain(
      '  1. 把材料放入“证明材料”文件夹；可以另附“证明材料目录”。\n  2. 运行 dossier check ',
    );
    expect(readdirSync(join(cwd, '申报材料/气象局/一-7 听取依法行政工作汇报'))).toEqual(['证明材料']);
  });
});
