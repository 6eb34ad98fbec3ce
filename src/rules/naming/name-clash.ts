/** Two names in one folder that are one name elsewhere: by letter case, or by the form that a character is stored in. */
import type { Rule } from '../rule.js';
import { type NamedPath, namedPaths } from './paths.js';

export const nameClash: Rule = {
  card: {
    id: 'naming/name-clash',
    topic: 'naming',
    severity: 'error',
    summary: { zh: '同一文件夹内名称冲突', en: 'Two names that are one name elsewhere' },
    why: {
      zh: 'Windows 和 macOS 不区分大小写，macOS 也不区分字符的组合形式；复制或解压时后一个会覆盖前一个，材料就此丢失。',
      en: 'Windows and macOS do not tell letter case apart, nor macOS the forms of a character: when the folder is copied or unpacked, one overwrites the other and is lost.',
    },
    advice: {
      zh: '请先核对两者内容：相同的删去一个；不同的改成一看就能分清的名称，并同步修改目录。',
      en: 'Compare the two: delete one where they are the same, else give them names that can be told apart, and mend the catalogue too.',
    },
    source: {
      zh: 'Windows、macOS 文件命名规则；材料文件夹约定',
      en: 'The rules of Windows and macOS for names; the folder convention',
    },
    messages: {
      case: {
        zh: '“{name}”与同一文件夹中的“{other}”只差字母大小写，在 Windows 和 macOS 下会互相覆盖',
        en: '"{name}" and "{other}" in the same folder differ in letter case only: on Windows and macOS one overwrites the other',
      },
      form: {
        zh: '同一文件夹中有两个“{name}”，看起来相同，只是字符编码形式不同（NFC 与 NFD），在 macOS 下会互相覆盖',
        en: 'The folder holds "{name}" twice: the two look the same and differ in Unicode form only (NFC and NFD), so on macOS one overwrites the other',
      },
    },
    examples: {
      good: ['1 通知A.pdf 与 2 通知a.pdf'],
      bad: ['附件A.pdf 与 附件a.pdf', 'café.pdf（é 为一个字符）与 café.pdf（e 加组合符号）'],
    },
  },
  *workspace(workspace) {
    const first = new Map<string, NamedPath>();
    for (const named of namedPaths(workspace)) {
      const { path, name, parent, garbled, owner } = named;
      // What lies in a clashing folder clashes by that alone: only names of the very same folder are compared.
      const key = `${parent}\u0000${name.normalize('NFC').toLowerCase()}`;
      const other = first.get(key);
      if (other === undefined) first.set(key, named);
      else if (!garbled) {
        const sameForm = other.name.normalize('NFC') === name.normalize('NFC');
        yield sameForm
          ? { messageId: 'form', args: { name }, ...owner, path }
          : { messageId: 'case', args: { name, other: other.name }, ...owner, path };
      }
    }
  },
};
