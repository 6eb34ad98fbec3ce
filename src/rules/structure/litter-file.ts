/** Lock, system and temporary files among the material. */
import type { Rule } from '../rule.js';

export const litterFile: Rule = {
  card: {
    id: 'structure/litter-file',
    topic: 'structure',
    severity: 'warning',
    summary: { zh: '夹带系统文件或临时文件', en: 'A system or temporary file' },
    why: {
      zh: '这类文件不是材料，不会编入卷册；“~$”开头的文件还说明文档可能正被打开、尚未保存。',
      en: 'It is no material and is not bound in; one that starts with "~$" also means that the document may still be open and unsaved.',
    },
    advice: {
      zh: '请删除该文件后再报送；文件名以“~$”“.~”开头的，先关闭正在编辑的文档，文件消失即可。.DS_Store、Thumbs.db 等由系统自动生成，不影响材料。',
      en: 'Delete the file, then send the folder. One that starts with "~$" or ".~" goes when the document that is being edited is closed; .DS_Store, Thumbs.db and the like are made by the system and harm nothing.',
    },
    source: { zh: '材料文件夹约定', en: 'The folder convention' },
    messages: {
      litter: {
        zh: '“{name}”是系统或办公软件产生的临时文件，不是申报材料',
        en: '"{name}" was left by the system or the office software and is no material',
      },
    },
    examples: {
      good: ['证明材料目录.xlsx'],
      bad: ['~$证明材料目录.xlsx', 'Thumbs.db', '.DS_Store', '~WRL0001.tmp'],
    },
  },
  *file(file) {
    if (file.role === 'litter') yield { messageId: 'litter', args: { name: file.name } };
  },
};
