/** Real texts: what is wrong in them is found, and nothing else. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { file, findingsOf, word, workspaceOf } from '../../../fixtures/rules/build.js';
import type { Rule } from '../rule.js';
import { conflict } from './conflict.js';
import { sum } from './sum.js';

function linesOf(name: string): string[] {
  const url = new URL(`../../../fixtures/texts/${name}`, import.meta.url);
  return readFileSync(url, 'utf8')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Each text as a statement of one department. */
async function found(rule: Rule, texts: string[][]) {
  const paths = texts.map((_, index) => `生态环境局/14 年度数据报告/说明${index}.docx`);
  const workspace = await workspaceOf({
    files: paths.map((path) => file(path, { role: 'statement' })),
    documents: texts.map((lines, index) => word(paths[index] ?? '', lines)),
  });
  return findingsOf(rule, workspace);
}

function sectionsOf(lines: string[]): string[][] {
  const sections: string[][] = [[]];
  for (const line of lines) {
    if (/^[（(]?[一二三四五六七八九十]+[）)、]/.test(line)) sections.push([]);
    sections.at(-1)?.push(line);
  }
  return sections;
}

const REPORT = 'county-annual-report-2017.txt';

describe("a county's annual report", () => {
  it('has 1708 penalties in one paragraph and 1709 in the next', async () => {
    const told = await found(conflict, [linesOf(REPORT)]);
    expect(told.map(({ messageId, args }) => [messageId, args])).toEqual([
      [
        'list',
        {
          what: '行政处罚',
          paragraph: 23,
          value: '1708项',
          quote: '行政处罚1708项',
          otherParagraph: 24,
          otherValue: '1709',
          otherQuote: '现职权数1709',
          agreeing: '行政许可336项、行政确认10项',
        },
      ],
    ]);
  });
  it('has the same and nothing else when its sections are statements', async () => {
    const told = await found(conflict, sectionsOf(linesOf(REPORT)));
    expect(told.map(({ args }) => args.what)).toEqual(['行政处罚']);
  });
  it('has no sum that is wrong', async () => {
    expect(await found(sum, [linesOf(REPORT)])).toEqual([]);
    expect(await found(sum, sectionsOf(linesOf(REPORT)))).toEqual([]);
  });
});

describe('a task list', () => {
  it('contradicts itself in no figure', async () => {
    const lines = linesOf('xincheng-2024-task-list.txt');
    for (const rule of [conflict, sum]) {
      expect(await found(rule, [lines])).toEqual([]);
      expect(await found(rule, sectionsOf(lines))).toEqual([]);
    }
  });
});
