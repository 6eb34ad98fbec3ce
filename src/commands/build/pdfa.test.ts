import { describe, expect, it } from 'vitest';
import type { DossierPlan } from '../../model/plan.js';
import { lostLines, lostReport } from './lost.js';
import { type PdfaRecord, pdfaRecord, pdfaText } from './pdfa.js';

const record = (claimed: boolean, broken: string[], declared: string[] = []): { pdfa: PdfaRecord } => ({
  pdfa: { claimed, broken: broken.map((path) => ({ path, reasons: ['cmyk: CMYK'] })), declared },
});

describe('what is said of PDF/A-2b', () => {
  it('names each file once, with all its reasons in words', () => {
    const broken = [
      { piece: 'material:1', reasons: ['undeclared' as const] },
      { piece: 'material:2', reasons: ['undeclared' as const, 'cmyk' as const] },
      { piece: null, reasons: ['limits' as const] },
    ];
    const found = { claimed: false, broken, declared: ['material:3', 'material:4'] };
    const said = pdfaRecord(found, (piece) => (piece < 'material:3' ? 'a.pdf' : 'b.pdf'), 'zh');
    expect(said.broken.map(({ path }) => path)).toEqual(['a.pdf', '']);
    expect(said.broken[0]?.reasons).toEqual([
      'undeclared: 含有文字或图形，而文件未声明符合 PDF/A-2 或 PDF/A-3，无从证明',
      'cmyk: 使用设备相关的 CMYK 颜色',
    ]);
    expect(said.declared).toEqual(['b.pdf']);
  });

  it('is one line on all volumes', () => {
    expect(pdfaText([record(true, []), record(true, [])], 'zh')).toBe(
      '各卷均符合 PDF/A-2b（长期保存格式）。',
    );
    expect(pdfaText([record(true, [], ['a.pdf'])], 'zh')).toContain(
      '其中 1 个文件的字体以原件自身的声明为准',
    );
    expect(pdfaText([record(true, [], ['a.pdf'])], 'en')).toContain('fonts of 1 file are');
    const some = [record(true, []), record(false, ['a.pdf', 'b.pdf']), record(false, ['b.pdf'])];
    expect(pdfaText(some, 'zh')).toContain('1 卷符合，其余未作声明，因有 2 个文件');
    expect(pdfaText(some, 'en')).toContain('claimed by 1 of 3 volumes; 2 files that');
    expect(pdfaText([record(false, ['a.pdf'])], 'en')).toContain('not claimed; 1 file that');
  });
});

describe('characters that no font has', () => {
  const plan = {
    volumes: [{ pieces: [{ id: 'material:017-03', title: '签到名单' }] }],
  } as unknown as DossierPlan;
  const pages = (count: number) => [
    {
      no: 1,
      lost: Array.from({ length: count }, (_, i) => ({
        piece: 'material:017-03',
        page: 14 + i,
        characters: '\u{2a000}',
      })),
    },
  ];

  it('are told with volume, page and piece; on the terminal not without end', () => {
    expect(lostLines(plan, pages(1), 'zh')).toEqual(['  第1卷 PDF 第14页《签到名单》：\u{2a000}（U+2A000）']);
    expect(lostLines(plan, pages(1), 'en')[0]).toContain('volume 1, page 14 of the PDF, 签到名单');
    const many = lostLines(plan, pages(12), 'zh');
    expect(many).toHaveLength(11);
    expect(many.at(-1)).toContain('另有 2 页');
    expect(
      lostReport(plan, pages(12), 'zh')
        .split('\n')
        .filter((line) => line.includes('签到名单')),
    ).toHaveLength(12);
    expect(lostReport(plan, pages(0), 'zh')).toBe('');
  });
});
