/** What folders can't show on every machine (permissions, limits), and the fine print of single rules. */
import { describe, expect, it } from 'vitest';
import { catalogue, file, findingsOf, workspaceOf } from '../../fixtures/rules/build.js';
import { readNumber } from '../model/citations.js';
import type { Document, UnreadableReason } from '../model/document.js';
import { isClassification, isConcealed, nameMark, withoutMark } from '../model/secrecy.js';
import { malformed, meansUrl } from './catalogue/address.js';
import { entryWithoutFile } from './catalogue/entry-without-file.js';
import { contradiction } from './format/signature.js';
import { unreadable } from './format/unreadable.js';
import { draftMark } from './naming/draft-name.js';
import { illegality } from './naming/illegal-name.js';
import { lineMark } from './security/mark.js';
import { maskPath } from './security/mask.js';
import { blanksIn } from './statement/placeholder.js';
import { evidenceMissing } from './structure/evidence-missing.js';
import { unitMissing } from './structure/unit-missing.js';

const F2 = '司法局/2 证明事项清理';
const only2 = { units: ['2'], departments: ['司法局'] };

function unread(path: string, reason: UnreadableReason, detail = ''): Document {
  return { kind: 'unreadable', path, reason, detail };
}

describe('format/unreadable', () => {
  it.each([
    ['EACCES', 'denied'],
    ['LINK_FOLDER', 'link-folder'],
    ['NOT_A_FILE', 'not-a-file'],
    ['ENOENT', 'gone'],
    ['ELOOP', 'gone'],
  ])('a file denied by %s is %s', async (denied, messageId) => {
    const workspace = await workspaceOf({ files: [file(`${F2}/1 a.pdf`, { denied })], only: only2 });
    expect(findingsOf(unreadable, workspace)).toMatchObject([
      { messageId, path: `${F2}/1 a.pdf`, unit: '2' },
    ]);
  });

  it('leaves a garbled name to naming/illegal-name, a link outside to structure/outside-link', async () => {
    const denials = ['NAME_NOT_UTF8', 'LINK_OUTSIDE'];
    const workspace = await workspaceOf({
      files: denials.map((denied, i) => file(`${F2}/${i + 1} a.pdf`, { denied })),
      inventory: { deniedFolders: [{ path: `${F2}/b`, reason: 'NAME_NOT_UTF8' }] },
      only: only2,
    });
    expect(findingsOf(unreadable, workspace)).toEqual([]);
  });

  it.each([
    ['damaged', 'damaged'],
    ['not-the-format', 'not-the-format'],
    ['too-large', 'too-large'],
    ['timeout', 'timeout'],
  ] as const)('a document that is %s is %s', async (reason, messageId) => {
    const path = `${F2}/1 a.pdf`;
    const workspace = await workspaceOf({
      files: [file(path, { signature: 'pdf' })],
      documents: [unread(path, reason)],
      only: only2,
    });
    expect(findingsOf(unreadable, workspace)).toMatchObject([{ messageId }]);
  });

  it.each(['encrypted', 'empty', 'old-format'] as const)(
    'says nothing of evidence that is %s',
    async (reason) => {
      const path = `${F2}/1 a.pdf`;
      const workspace = await workspaceOf({
        files: [file(path, { signature: 'pdf' })],
        documents: [unread(path, reason)],
        only: only2,
      });
      expect(findingsOf(unreadable, workspace)).toEqual([]);
    },
  );

  it('names a folder that cannot be opened, and what it may hold is not called missing', async () => {
    const workspace = await workspaceOf({
      files: [file(`${F2}/证明材料目录.csv`, { role: 'catalogue' })],
      documents: [catalogue(`${F2}/证明材料目录.csv`, [{ title: '通知' }])],
      inventory: { deniedFolders: [{ path: `${F2}/印证材料`, reason: 'EACCES' }] },
      only: only2,
    });
    expect(findingsOf(unreadable, workspace)).toMatchObject([
      { messageId: 'folder-denied', unit: '2', department: '司法局', path: `${F2}/印证材料` },
    ]);
    expect(findingsOf(evidenceMissing, workspace)).toEqual([]);
    expect(findingsOf(entryWithoutFile, workspace)).toMatchObject([
      { messageId: 'folder-denied', severity: 'unverified' },
    ]);
  });

  it('a department whose folder cannot be opened is not said to lack its units', async () => {
    const closed = { path: '司法局', name: '司法局', department: '司法局', known: true, units: [] };
    const inventory = { departments: [closed], deniedFolders: [{ path: '司法局', reason: 'EACCES' }] };
    const workspace = await workspaceOf({ files: [], inventory, only: only2 });
    expect(findingsOf(unitMissing, workspace)).toEqual([]);
    // Nor to have passed: each of its units waits.
    expect(findingsOf(unreadable, workspace)).toMatchObject([
      { messageId: 'unit-unseen', severity: 'unverified', department: '司法局', unit: '2' },
      { messageId: 'folder-denied', unit: null },
    ]);
    const open = await workspaceOf({ files: [], inventory: { departments: [closed] }, only: only2 });
    expect(findingsOf(unitMissing, open)).toMatchObject([{ messageId: 'missing' }]);
  });
});

describe('format/signature', () => {
  const opened = (path: string, format: 'xlsx' | 'xls'): Document => ({
    kind: 'sheet',
    path,
    format,
    sheets: [],
    activeContent: [],
  });
  // An encrypted .xlsx is a container too.
  it.each([
    ['xlsx', 'xlsx', null],
    ['xlsm', 'xlsx', null],
    ['xls', 'xls', null],
    ['xls', 'xlsx', null],
    ['xlsx', 'xls', '.xls'],
    ['docx', 'xlsx', '.xlsx'],
  ] as const)('a container under .%s that holds an .%s: %s', async (extension, format, said) => {
    const path = `${F2}/1 a.${extension}`;
    const of = file(path, { signature: 'ole' });
    const workspace = await workspaceOf({ files: [of], documents: [opened(path, format)], only: only2 });
    expect(contradiction(of, workspace)).toBe(said);
  });
});

describe('statement/placeholder', () => {
  it.each([
    '印发XX通知',
    '对ＸＸ局',
    '××街道',
    '202X年',
    '20XX年',
    '办结X件',
    '共X次',
    '【】',
    '【请填写】',
    '姓名____',
    '点击此处输入文字',
    '（请填写主要成效）',
    '〔2024〕X号',
    '第X季度',
    '数据待补充。',
    '负责人：待填',
    '办结＊＊件',
    '办结**件',
    '全年共   件',
    '20  年',
    '20__年',
  ])('%s is a blank', (text) => expect(blanksIn(text)).toHaveLength(1));
  it.each([
    'XXL码',
    'X光',
    '【案例一】',
    'http://www.example.gov.cn/xx/',
    'ⅩⅩ',
    '规格200×300毫米',
    'MAXX',
    'a__b',
    '2×3米',
    '（请各部门认真落实）',
    '2号机型A',
    '近20 年',
    '待补充完善后印发',
    '待填报单位确认',
    '李**反映',
    '共 3 件',
    '2020年',
  ])('%s is none', (text) => expect(blanksIn(text)).toEqual([]));
  it('counts 202X年 once, and shows what stands around', () => {
    expect(blanksIn('我局在202X年内，按要求办结XX件')).toEqual([
      '我局在202X年内，按要求',
      '，按要求办结XX件',
    ]);
  });
});

describe('naming/draft-name', () => {
  it.each([
    '新建 Microsoft Word 文档',
    '新建文本文档',
    '副本',
    '副本1',
    '通知 - 副本',
    '通知-副本 (2)',
    '通知(1)',
    '方案终稿2',
    '方案（初稿）',
    '微信图片_2024',
    'IMG_2031',
    'DSC00012',
    'mmexport1700',
    'Screenshot 2024',
    '屏幕截图 2024',
    '未命名',
    'Untitled1',
    '文档1',
    '工作簿2',
    '扫描_0001',
    '扫描',
    'scan0001',
    'Copy of a',
    '1 IMG_2031',
    '2 新建文本文档',
  ])('%s is a draft', (name) => expect(draftMark(name)).not.toBeNull());
  it.each([
    '营业执照副本',
    '营业执照 副本',
    '现场扫描件',
    '征求意见稿',
    '条例（草案）',
    '送审稿',
    '附件(1)',
    '表(2)',
    '案例(3)',
    '方案（1）',
    '新建社区服务中心方案',
    '文档管理制度',
    '关于印发方案的通知(2024)',
    '扫描仪采购合同',
    '1 通知',
  ])('%s is none', (name) => expect(draftMark(name)).toBeNull());
});

describe('naming/illegal-name', () => {
  it.each([
    ['a:b.pdf', 'characters'],
    ['a"b', 'characters'],
    ['a\u0007b', 'characters'],
    ['NUL', 'reserved'],
    ['com1.txt', 'reserved'],
    ['a ', 'trailing'],
    ['a.', 'trailing'],
  ])('%j: %s', (name, messageId) => expect(illegality(name)?.messageId).toBe(messageId));
  it.each(['a：b.pdf', 'console.txt', '.gitkeep', '“双随机”', 'a.b.pdf'])('%j is legal', (name) => {
    expect(illegality(name)).toBeNull();
  });
});

describe('catalogue/numbering', () => {
  it.each([
    ['1', 1, null],
    ['01.', 1, null],
    ['（2）', 2, null],
    ['③', 3, null],
    ['1-2', 1, 2],
    ['1.2', 1, 2],
    ['1（2）', 1, 2],
    ['3、', 3, null],
  ])('%s', (text, no, sub) => expect(readNumber(text)).toEqual({ no, sub }));
  it.each(['二', 'A1', '附件1', '1-2-3', ''])('%j is no number', (text) =>
    expect(readNumber(text)).toBeNull(),
  );
});

describe('catalogue/url-malformed', () => {
  const faults = (text: string, urls: string[] = []) => malformed(text, urls).map((m) => m.fault);
  it.each([
    ['www.example.gov.cn', 'no-scheme'],
    ['example.gov.cn/a', 'no-scheme'],
    ['http:/www.example.gov.cn', 'bad-scheme'],
    ['https//www.example.gov.cn', 'bad-scheme'],
    ['http：//www.example.gov.cn', 'bad-scheme'],
    ['ttp://a.gov.cn', 'bad-scheme'],
    ['http://a.gov.cn/x y.html', 'bad-characters'],
    ['http://a.gov.cn/《通知》.html', 'bad-characters'],
    ['http://a。gov.cn/', 'bad-characters'],
    ['http://a.gov.cn/ｘ', 'bad-characters'],
    ['http://localhost/a', 'bad-host'],
    ['http://a..cn/', 'bad-host'],
    ['区政府网站', 'not-a-url'],
  ])('%s: %s', (text, fault) => expect(faults(text)).toEqual([fault]));
  it.each([
    '',
    '无',
    '—',
    '/',
    '见附件',
    '不公开',
    'https://www.example.gov.cn/a?b=1&c=http://d.gov.cn',
    '政府网 http://a.gov.cn/',
    'http://a.gov.cn/x 政府网',
    'http://a.gov.cn；http://b.gov.cn',
    'http://a.gov.cn/\nhttp://b.gov.cn/',
    'http://10.1.2.3:8080/a',
    'https://a.gov.cn/a(1).html',
  ])('%j is fine', (text) => expect(faults(text)).toEqual([]));
  it('judges a link that the cell does not show', () => {
    expect(faults('', ['http://example/a'])).toEqual(['bad-host']);
    expect(meansUrl('点此', [])).toBe(true);
    expect(meansUrl('无', [])).toBe(false);
  });
});

describe('security/classified-mark', () => {
  it.each([
    '机密★10年',
    '秘密★',
    '绝密★长期',
    '秘 密 ★ 5年',
    '000123机密★1年特急',
    '密级：秘密★5年',
    '机密★20年 加急',
    '秘密*5年',
    '机密＊10年',
  ])('%s is a mark anywhere on the page', (line) => expect(lineMark(line, 9)).toBe(true));
  it('a mark without a star counts at the top only', () => {
    expect(lineMark('秘密', 0)).toBe(true);
    expect(lineMark('秘密', 5)).toBe(false);
    for (const line of ['【秘密】', '（机密）', '★秘密', '［绝密］']) {
      expect(lineMark(line, 0), line).toBe(true);
      expect(lineMark(line, 5), line).toBe(false);
    }
  });
  it.each([
    '商业秘密保护',
    '保密制度',
    '中华人民共和国保守国家秘密法',
    '机密计算',
    '机密级',
    '甲座机密楼',
    '不得泄露国家秘密',
    '秘密举报',
  ])('%s is none', (line) => expect(lineMark(line, 0)).toBe(false));
  it('names and cells', () => {
    expect(
      ['（秘密）a.pdf', '【机密】a', '机密★a', '[绝密]a', 'a秘密*5年', '（机密★10年）a'].every(nameMark),
    ).toBe(true);
    expect(
      ['商业秘密a.pdf', '机密文件管理制度', '(商业秘密)a', '《秘密》', '（秘密事项）', '机密性*说明'].some(
        nameMark,
      ),
    ).toBe(false);
    expect(['秘密', '机密★10年', '绝密级'].every(isClassification)).toBe(true);
    expect(['无', '公开', '内部', '非密', '不涉密', ''].some(isClassification)).toBe(false);
  });
  it('an entry is classified by its cell or its title', () => {
    expect(isConcealed({ title: '甲', classification: '秘密' })).toBe(true);
    expect(isConcealed({ title: '（机密）甲', classification: '' })).toBe(true);
    expect(isConcealed({ title: '甲', classification: '公开' })).toBe(false);
    expect(['（机密）甲', '机密★10年 甲', '甲【秘密】', '甲'].map(withoutMark)).toEqual([
      '甲',
      '甲',
      '甲',
      '甲',
    ]);
  });
  it('masks everything of the name but number and extension', () => {
    expect(maskPath(`${F2}/3 关于甲案的通报.pdf`)).toBe(`${F2}/3 ***.pdf`);
    expect(maskPath('甲案通报')).toBe('***');
    expect(maskPath(`${F2}/（秘密）甲案/甲案1.docx`)).toBe(`${F2}/***/***.docx`);
  });
});
