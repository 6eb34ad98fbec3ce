import { describe, expect, it } from 'vitest';
import { fixturePack, word } from '../../../fixtures/rules/build.js';
import { bodyLines, emptiness, tellsOfNothing } from './body.js';

const TITLE = '关于证明事项清理的情况说明';

async function empty(...texts: string[]): Promise<string | null> {
  const unit = (await fixturePack()).units.find((u) => u.key === '2') ?? null;
  const document = word('a.docx', texts);
  return document.kind === 'word' ? (emptiness(document, unit)?.what ?? null) : null;
}

describe('emptiness', () => {
  it.each([
    [[''], 'blank'],
    [[TITLE], 'title-only'],
    [['附件1', TITLE, '示例县司法局', '2024年12月'], 'title-only'],
    [[TITLE, '一、主要举措', '二、重要成效', '三、突出亮点'], 'title-only'],
    [[TITLE, '一、主要举措', '【请写明：清理情况】'], 'template'],
    [[TITLE, '（请填写主要成效）', '负责人：____'], 'template'],
    [[TITLE, '无'], 'scarce'],
    [[TITLE, '同第17项'], 'scarce'],
    [[TITLE, '详见印证材料1-5。'], 'scarce'],
  ])('%j: %s', async (texts, what) => expect(await empty(...texts)).toBe(what));

  it.each([
    [[TITLE, '我局无此项职责，未发生相关情况。']],
    [[TITLE, '未发生']],
    [['我单位开展清理。']],
    [[TITLE, '【请写明：清理情况】', '全区共清理证明事项9项。']],
    [[TITLE, '详见附件。2023年以来共清理证明事项9项，保留23项，全部公布。']],
  ])('%j says something', async (texts) => expect(await empty(...texts)).toBe(null));
});

describe('bodyLines', () => {
  const body = (title: string | null, ...texts: string[]) => {
    const document = word('a.docx', texts);
    return document.kind === 'word' ? bodyLines(document, title) : [];
  };

  it('leaves out the title and what stands above it', () => {
    expect(body(TITLE, '附件1', TITLE, '正文。')).toEqual(['正文。']);
    expect(body(TITLE, '关于证明事项清理的', '情况说明', '正文。')).toEqual(['正文。']);
  });

  it('keeps a first sentence that is no title', () => {
    expect(body('我局开展清理。共9项。', '我局开展清理。共9项。', '其他。')).toEqual([
      '我局开展清理。共9项。',
      '其他。',
    ]);
  });
});

it('a short statement may have nothing to tell; a long one with a 无 in it has', () => {
  expect(tellsOfNothing(['我局无此项职责，未发生相关情况。'])).toBe(true);
  expect(tellsOfNothing(['2023年以来，全区共清理证明事项9项。'])).toBe(false);
  expect(tellsOfNothing([`没有逾期案件。${'我局持续推进清理工作。'.repeat(20)}`])).toBe(false);
});
