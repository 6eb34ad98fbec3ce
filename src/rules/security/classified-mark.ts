/**
 * A file that bears a mark of secrecy. What it is called and what it says goes into no output:
 * findings carry a masked path and no arguments, and the engine drops what other rules say of it.
 */
import type { RawFinding } from '../../model/finding.js';
import type { InventoryFile } from '../../model/inventory.js';
import { isConcealed, nameMark } from '../../model/secrecy.js';
import type { Workspace } from '../../model/workspace.js';
import type { Rule } from '../rule.js';
import { pageMark } from './mark.js';
import { maskPath } from './mask.js';

function ownMark(file: InventoryFile, workspace: Workspace): 'page' | 'name' | null {
  if (pageMark(workspace.documents.get(file.path))) return 'page';
  return nameMark(file.name) ? 'name' : null;
}

/** The outermost folder on the way to the file whose name bears a mark; null if none does. */
function markedFolder(path: string): string | null {
  const segments = path.split('/').slice(0, -1);
  const at = segments.findIndex(nameMark);
  return at < 0 ? null : segments.slice(0, at + 1).join('/');
}

/** One finding for a marked folder, at the first of the files in it; all of them are concealed. */
function* byFolder(file: InventoryFile, folder: string, workspace: Workspace): Generator<RawFinding> {
  const inside = workspace.inventory.files.filter((f) => f.path.startsWith(`${folder}/`));
  if (inside[0] !== file) return;
  yield {
    messageId: 'folder',
    args: { count: inside.length },
    path: maskPath(file.path).split('/').slice(0, folder.split('/').length).join('/'),
    conceal: folder,
  };
}

/** Files and URLs that the catalogue itself registers as classified. */
function* byCatalogue(file: InventoryFile, workspace: Workspace): Generator<RawFinding> {
  const submission = workspace.units
    .flatMap((unit) => unit.submissions)
    .find((s) => s.catalogue?.path === file.path);
  for (const { entry, file: material } of submission?.materials ?? []) {
    if (entry === null || !isConcealed(entry)) continue;
    if (material !== null) {
      if (ownMark(material, workspace) !== null || markedFolder(material.path) !== null) continue;
      yield { messageId: 'registered', args: {}, path: maskPath(material.path), conceal: material.path };
    } else if (entry.urls.length > 0) {
      yield {
        messageId: 'registered-url',
        args: { row: entry.row },
        path: file.path,
        where: { row: entry.row, ...(entry.sheet === undefined ? {} : { sheet: entry.sheet }) },
      };
    }
  }
}

export const classifiedMark: Rule = {
  // Such a file must not be on the machine at all, whatever part of the folder is looked at.
  everywhere: true,
  card: {
    id: 'security/classified-mark',
    topic: 'security',
    severity: 'error',
    summary: { zh: '发现国家秘密标志', en: 'A mark of state secrecy' },
    why: {
      zh: '涉密文件不得在非涉密计算机上存储、处理，不得通过互联网传输；此类材料只能以纸质形式报送。',
      en: 'Classified material must not be kept or handled on an ordinary computer nor sent over a network; it goes on paper only.',
    },
    advice: {
      zh: '请立即停止传送，断网并报告本单位保密工作机构，按其要求清除；材料改以纸质报送，目录中登记为“纸质”，不写题名、文号和内容。经核对确非涉密的，去掉标志或改名后重新检查。',
      en: "Stop sending it, disconnect, and report to the department's secrecy office; have it removed as they direct. The material goes on paper and is registered as 纸质 without title, number or content. If it is certainly not classified, remove the mark or rename it and check again.",
    },
    source: {
      zh: '《中华人民共和国保守国家秘密法》；申报材料要求：涉密材料以纸质报送；DA/T 70—2018 安全性检测',
      en: 'Law on Guarding State Secrets; requirements: classified material on paper only; DA/T 70-2018, security',
    },
    messages: {
      page: {
        zh: '此文件首页有密级标志（文件名已隐去），不得保存在联网计算机上',
        en: 'The first page of this file bears a mark of secrecy (its name is masked): it must not be on a networked computer',
      },
      name: {
        zh: '此文件的名称带有密级标志（文件名已隐去），不得保存在联网计算机上',
        en: "This file's name bears a mark of secrecy (and is masked): it must not be on a networked computer",
      },
      folder: {
        zh: '此文件夹的名称带有密级标志（名称已隐去），其中 {count} 个文件不得保存在联网计算机上',
        en: "This folder's name bears a mark of secrecy (and is masked): none of its files ({count}) may be on a networked computer",
      },
      registered: {
        zh: '目录将此文件登记为涉密（文件名已隐去），却提交了电子文件',
        en: 'The catalogue registers this file as classified (its name is masked), yet it was delivered as a file',
      },
      'registered-url': {
        zh: '目录第 {row} 行登记为涉密，却填写了网址',
        en: 'Row {row} of the catalogue is registered as classified, yet has a URL',
      },
    },
    examples: {
      good: ['关于印发商业秘密保护指引的通知', '保密工作制度', '《中华人民共和国保守国家秘密法》宣传方案'],
      bad: [
        '首页左上角“机密★10年”',
        '文件名“（秘密）……”',
        '文件夹“印证材料（机密）”',
        '目录“密级”栏为“秘密”而附有电子文件',
      ],
    },
  },
  *file(file, workspace) {
    // Litter is never read, but a lock file bears the name of what it locks.
    if (file.role === 'config') return;
    const folder = markedFolder(file.path);
    if (folder !== null) yield* byFolder(file, folder, workspace);
    const mark = ownMark(file, workspace);
    if (mark !== null) yield { messageId: mark, args: {}, path: maskPath(file.path), conceal: file.path };
    if (file.role === 'catalogue') yield* byCatalogue(file, workspace);
  },
};
