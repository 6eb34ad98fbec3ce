/** What `verify` says of each discrepancy, and what to do about it, in both languages. */
import type { Lang, Localised } from '../../model/lang.js';
import type { Discrepancy, DiscrepancyKind } from './discrepancy.js';

interface Words {
  /** `{about}`, `{found}` and `{expected}` are filled in. The file and the pages are named before it. */
  says: Localised;
  /** Where nothing was found. */
  none?: Localised;
  advice: Localised;
}

const REBUILD: Localised = {
  zh: '卷宗已不是生成时的样子。请从存档取回原件；没有存档的，用 dossier build 重新生成。',
  en: 'The dossier is not what was built. Restore it from your archive, or build it again.',
};
const BUG: Localised = {
  zh: '请用 dossier build 重新生成卷宗；重新生成后仍有此问题的，是本工具的错误，请报告。',
  en: 'Build the dossier again; if it is still so, it is a fault of this tool: report it.',
};

const WORDS: Record<DiscrepancyKind, Words> = {
  missing: {
    says: { zh: '文件缺失（应有 {expected} 字节）', en: 'the file is missing ({expected} bytes are due)' },
    advice: REBUILD,
  },
  altered: {
    says: {
      zh: '内容被改动：应为 {expected}，现为 {found}',
      en: 'its content was altered: {expected} is due, {found} was found',
    },
    advice: REBUILD,
  },
  added: {
    says: { zh: '清单中没有的文件', en: 'not in the manifest' },
    advice: {
      zh: '不属于卷宗的文件请移出该文件夹，以免被误认为申报内容。',
      en: 'Move what does not belong to the dossier out of its folder, lest it be taken for part of it.',
    },
  },
  'altered-within': {
    says: {
      zh: '各页的页码、标签、编号、书签和链接都未变；改动在页面内容或文件的其他部分，请与存档比对',
      en: 'numbers, labels, stamps, bookmarks and links of its pages are as they were; what was altered lies in the content of pages or elsewhere in the file: compare it with your archive',
    },
    advice: REBUILD,
  },
  unreadable: { says: { zh: '打不开：{found}', en: 'cannot be opened: {found}' }, advice: REBUILD },
  'page-count': {
    says: { zh: '有 {found} 页，应有 {expected} 页', en: 'it has {found} pages, {expected} are due' },
    advice: REBUILD,
  },
  resaved: {
    says: {
      zh: '生成后被其他软件改过（批注、盖章或另存）',
      en: 'changed by another program after it was built (comment, stamp or saving)',
    },
    advice: REBUILD,
  },
  'page-missing': {
    says: {
      zh: '缺印有页码 {expected} 的一页（{about}）',
      en: 'the page that prints {expected} is missing ({about})',
    },
    advice: REBUILD,
  },
  'page-added': {
    says: { zh: '多出的页，印的页码是 {found}', en: 'an added page that prints {found}' },
    none: { zh: '多出的页，没有印页码', en: 'an added page without a number' },
    advice: REBUILD,
  },
  'page-moved': {
    says: { zh: '印有页码 {found} 的一页被移到了这里', en: 'the page that prints {found} was moved here' },
    advice: REBUILD,
  },
  'page-label': {
    says: { zh: '页面标签是 {found}，应为 {expected}', en: 'is labelled {found}, should be {expected}' },
    advice: REBUILD,
  },
  stamp: {
    says: {
      zh: '材料编号印为“{found}”，应为“{expected}”',
      en: 'is stamped "{found}", should be "{expected}"',
    },
    none: { zh: '没有印材料编号“{expected}”', en: 'is not stamped "{expected}"' },
    advice: REBUILD,
  },
  'draft-mark': {
    says: { zh: '“草稿”字样与清单所记不符', en: 'its draft mark is not as the manifest says' },
    advice: REBUILD,
  },
  place: {
    says: {
      zh: '“{about}”的位置在第 {found} 页，应在第 {expected} 页',
      en: 'place "{about}" is on page {found}, should be on {expected}',
    },
    none: {
      zh: '没有“{about}”的位置（应在第 {expected} 页）',
      en: 'has no place "{about}" (page {expected})',
    },
    advice: REBUILD,
  },
  bookmark: {
    says: {
      zh: '“{about}”的书签指向第 {found} 页，应指向第 {expected} 页',
      en: 'the bookmark of "{about}" leads to page {found}, should lead to {expected}',
    },
    none: {
      zh: '没有“{about}”的书签（应指向第 {expected} 页）',
      en: 'has no bookmark of "{about}" (page {expected})',
    },
    advice: REBUILD,
  },
  reference: {
    says: {
      zh: '“{about}”的页码印为 {found}，应为 {expected}',
      en: 'gives "{about}" as page {found}, should give {expected}',
    },
    advice: BUG,
  },
  link: {
    says: {
      zh: '到“{about}”的链接落在第 {found} 页，应落在第 {expected} 页',
      en: 'the link to "{about}" lands on page {found}, should land on {expected}',
    },
    advice: BUG,
  },
  unlisted: {
    says: {
      zh: '目录中没有“{about}”的页码（第 {expected} 页）',
      en: 'no contents or catalogue gives the page of "{about}" ({expected})',
    },
    advice: BUG,
  },
  'workbook-number': {
    says: {
      zh: '单元格 {about} 的页码是 {found}，应为 {expected}',
      en: 'cell {about} says page {found}, should say {expected}',
    },
    advice: REBUILD,
  },
  'workbook-link': {
    says: {
      zh: '单元格 {about} 的链接指向“{found}”，不是材料的起始页',
      en: 'the link in cell {about} leads to "{found}", where no such piece begins',
    },
    advice: REBUILD,
  },
  'workbook-missing': {
    says: {
      zh: '总目中没有“{about}”的页码（第 {expected} 页）',
      en: 'the workbook does not give the page of "{about}" ({expected})',
    },
    advice: REBUILD,
  },
  manifest: {
    says: {
      zh: '清单自相矛盾：{about} 写 {found}，应为 {expected}',
      en: 'the manifest contradicts itself: {about} says {found}, should be {expected}',
    },
    advice: REBUILD,
  },
  seal: {
    says: {
      zh: '核验码不符：应为 {expected}，现为 {found}。清单在生成后被改过',
      en: 'the seal does not fit: {expected} is due, {found} was found. The manifest was changed after it was built',
    },
    advice: {
      zh: '清单不可信，其他核验结果也不足为凭。请从存档取回整个卷宗，或重新生成。',
      en: 'The manifest cannot be trusted, nor what it vouches for. Restore the whole dossier, or build it again.',
    },
  },
  'input-missing': {
    says: { zh: '装订时有的材料，现在没有了', en: 'was bound in and is no longer there' },
    advice: {
      zh: '请核对是否改名或误删；确需改变的，用 dossier build 重新生成卷宗。',
      en: 'See whether it was renamed or deleted by mistake; if that is meant, build the dossier again.',
    },
  },
  'input-altered': {
    says: { zh: '装订之后材料有改动', en: 'was changed after it was bound in' },
    advice: {
      zh: '卷宗中仍是改动之前的内容；要用新的，请用 dossier build 重新生成。',
      en: 'The dossier still shows what it was; build it again to show what it is.',
    },
  },
  'input-added': {
    says: { zh: '装订之后新增的材料', en: 'was added after the dossier was built' },
    advice: {
      zh: '卷宗中没有它；要收入的，请用 dossier build 重新生成。',
      en: 'The dossier does not hold it; build it again to take it in.',
    },
  },
};

/** What is wrong, without file and page. */
export function sentence(one: Discrepancy, lang: Lang): string {
  const words = WORDS[one.kind];
  const text = one.found === null && words.none ? words.none[lang] : words.says[lang];
  return text.replace(
    /\{(about|found|expected)\}/g,
    (_, key: 'about' | 'found' | 'expected') => one[key] ?? '—',
  );
}

export function advice(kind: DiscrepancyKind, lang: Lang): string {
  return WORDS[kind].advice[lang];
}

/** "12" or "12–14、20"; a long list is cut. */
export function pageRanges(pages: readonly number[], lang: Lang): string {
  const runs: [number, number][] = [];
  for (const page of [...new Set(pages)].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && last[1] === page - 1) last[1] = page;
    else runs.push([page, page]);
  }
  const shown = runs.slice(0, RANGES_SHOWN).map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
  const more = runs.length > RANGES_SHOWN ? (lang === 'zh' ? ' 等' : ' …') : '';
  return `${shown.join(lang === 'zh' ? '、' : ', ')}${more}`;
}

const RANGES_SHOWN = 12;
