import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from '../cli/testing.js';
import { paragraphsOf } from '../forms/testing.js';

const pack = resolve('fixtures/packs/plan');
const folder = () => mkdtempSync(join(tmpdir(), 'form-'));

describe('dossier form', () => {
  it('lists the forms of the pack', async () => {
    expect(await run(['form', '--pack', pack])).toMatchObject({
      code: 0,
      out: '申报表　示范单位申报表（附件3）\n',
    });
    expect((await run(['form'])).out).toBe('任务清单 xincheng-2024 没有规定的表。\n');
  });

  it('makes one with the name filled in, boxes for opinions, and leaves alone what is there', async () => {
    const out = join(folder(), '表.docx');
    const made = () => run(['form', '申报表', '--pack', pack, '--department', '公安局', '-o', out]);
    expect((await made()).code).toBe(0);
    const bytes = readFileSync(out);
    expect(paragraphsOf(bytes)).toEqual([
      '附件3',
      '示范单位申报表',
      '申报单位（盖章）：公安局　　　　　　填报时间：　　　年　　月　　日',
      '单位名称',
      '公安局',
      '申报理由',
      '（另附申报报告）',
      '审核意见',
      '负责人（签名）：　　　　　　',
      '年　　月　　日',
      '一式两份。',
    ]);
    const again = await made();
    expect(again.code).toBe(2);
    expect(again.err).toContain('已经存在，没有改动');
    expect(readFileSync(out).equals(bytes)).toBe(true);
  });

  it('puts a day that comes first into the head, beside the stamp', async () => {
    const out = join(folder(), '表.docx');
    await run(['form', '申请表', '--pack', 'sixian-2018', '--department', '气象局', '-o', out]);
    expect(paragraphsOf(readFileSync(out)).slice(0, 5)).toEqual([
      '附件2',
      '泗县第二批依法行政示范单位创建申请表',
      '申请单位（盖章）：气象局　　　　　　申请时间：　　　年　　月　　日',
      '单位名称',
      '气象局',
    ]);
  });

  it('makes one for each of several departments, and says what it does not know', async () => {
    const cwd = folder();
    const made = await run(['form', '申报表', '--pack', pack, '--department', '公安局,统计局'], { cwd });
    expect(made.code).toBe(0);
    expect(readdirSync(cwd).sort()).toEqual(['公安局 示范单位申报表.docx', '统计局 示范单位申报表.docx']);
    expect((await run(['form', '申抱表', '--pack', pack], { cwd })).err).toContain('是不是“申报表”？');
  });
});
