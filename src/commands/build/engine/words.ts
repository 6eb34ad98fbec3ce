/** What a dossier says of its engines: at the terminal, in the report, on the page of notes, in the manifest. */
import type { Lang, Localised } from '../../../model/lang.js';
import type { Engine, EngineName, EngineNote } from './index.js';

const NOTES: Record<EngineNote, Localised> = {
  hung: { zh: 'LibreOffice 处理超时', en: 'LibreOffice took too long over it' },
  crashed: { zh: 'LibreOffice 处理时异常退出', en: 'LibreOffice ended over it' },
  refused: { zh: 'LibreOffice 未能转换', en: 'LibreOffice did not convert it' },
  'given-up': {
    zh: 'LibreOffice 连续失败，不再使用',
    en: 'LibreOffice failed again and again and was given up',
  },
  unread: { zh: 'LibreOffice 运行时读不到该文件', en: 'it could not be read when LibreOffice ran' },
  changes: {
    zh: '旧格式文件中有修订，LibreOffice 会把删去的文字印出',
    en: 'an old format with tracked changes: LibreOffice would print what was deleted',
  },
  'changes-shown': {
    zh: '旧格式文件中有修订，LibreOffice 把删去的文字也印出，请接受全部修订后重新报送',
    en: 'an old format with tracked changes: what was deleted is printed too; accept all changes and send it anew',
  },
  unsound: { zh: 'LibreOffice 生成的 PDF 不能使用', en: 'the PDF that LibreOffice made cannot be used' },
};

/** Of one file, for the manifest. */
export function engineNote(note: EngineNote, lang: Lang): string {
  return NOTES[note][lang];
}

/** Lines at the terminal; all of them stand in the report. */
const SHOWN = 10;

type Used = ReadonlyMap<string, EngineName>;

/** One sentence on all files; null where only the built-in engine was asked for. */
export function engineText({ office }: Engine, used: Used, lang: Lang): string | null {
  if (office === null) return null;
  const by = (name: EngineName) => [...used.values()].filter((one) => one === name).length;
  return lang === 'zh'
    ? `排版引擎：LibreOffice ${office.version} 排版 ${by('libreoffice')} 个文件，内置引擎 ${by('builtin')} 个。`
    : `Engines: LibreOffice ${office.version} set ${by('libreoffice')} files, the built-in engine ${by('builtin')}.`;
}

/** Files that were not set as asked, one a line. @param shown as paths may be shown */
function noteLines({ notes }: Engine, lang: Lang): string[] {
  return [...notes]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([path, note]) => {
      const why = NOTES[note][lang];
      if (note === 'changes-shown') return lang === 'zh' ? `${path}：${why}` : `${path}: ${why}`;
      return lang === 'zh'
        ? `${path}：${why}，已改用内置引擎`
        : `${path}: ${why}; the built-in engine set it`;
    });
}

/** For the terminal. */
export function engineLines(engine: Engine, lang: Lang): string[] {
  const lines = noteLines(engine, lang).map((line) => `  ${line}`);
  if (lines.length <= SHOWN) return lines;
  const more = lines.length - SHOWN;
  return [
    ...lines.slice(0, SHOWN),
    lang === 'zh' ? `  另有 ${more} 个文件，见检查报告。` : `  and ${more} files more, see the report.`,
  ];
}

/** For the end of the report; "" where only the built-in engine was asked for. */
export function engineReport(engine: Engine, used: Used, lang: Lang): string {
  const text = engineText(engine, used, lang);
  if (text === null) return '';
  return `\n${[text, ...noteLines(engine, lang).map((line) => `  ${line}`)].join('\n')}\n`;
}
