/** Lock, system and temporary files among the material. */
import type { Rule } from '../rule.js';
import { isShortcut } from './outside-link.js';

/** Which kind it is decides what to do about it. */
function kindOf(name: string): 'lock' | 'system' | 'temporary' {
  if (/^(?:~\$|\.~)/.test(name)) return 'lock';
  return /^(?:\.DS_Store|\._.*|(?:eh)?thumbs\.db|desktop\.ini)$/i.test(name) ? 'system' : 'temporary';
}

export const litterFile: Rule = {
  card: {
    id: 'structure/litter-file',
    topic: 'structure',
    severity: 'warning',
    summary: { zh: '夹带系统文件或临时文件', en: 'A system or temporary file' },
    why: {
      zh: '这类文件不是材料，不会编入卷册，评审时看到会以为材料没有整理。',
      en: 'It is no material and is not bound in; to reviewers the folder looks as if nobody had gone through it.',
    },
    advice: {
      zh: '请删除后再报送。锁定文件（“~$”“.~”开头）：先在 Word、WPS 或 Excel 中保存并关闭文档，它会自动消失；文档未打开而仍在的，直接删除。系统文件可以直接删除。临时文件：先确认正式文件已经保存、下载完整。',
      en: 'Delete it, then send the folder. A lock file ("~$…", ".~…") goes when its document is saved and closed; where none is open, delete it. System files can simply be deleted. Before deleting a temporary file, see that the real one is saved or downloaded in full.',
    },
    source: { zh: '材料文件夹约定', en: 'The folder convention' },
    messages: {
      lock: {
        zh: '“{name}”是办公软件的锁定文件：对应的文档可能正在编辑，报送的未必是最后保存的内容',
        en: '"{name}" is a lock file: its document may still be open, and what is sent may not be what was saved last',
      },
      system: {
        zh: '“{name}”是系统自动生成的文件，不是申报材料，不影响其他材料',
        en: '"{name}" was made by the system and is no material; it does other files no harm',
      },
      temporary: {
        zh: '“{name}”是临时文件、备份文件或未下载完的文件，不是申报材料',
        en: '"{name}" is a temporary file, a backup or an unfinished download and no material',
      },
    },
    examples: {
      good: ['证明材料目录.xlsx'],
      bad: ['~$证明材料目录.xlsx', 'Thumbs.db', '.DS_Store', '~WRL0001.tmp'],
    },
  },
  *file(file) {
    // A shortcut is litter to the scan; structure/outside-link says what is wrong with it.
    if (file.role !== 'litter' || isShortcut(file.extension)) return;
    yield { messageId: kindOf(file.name), args: { name: file.name } };
  },
};
