/** An error that ended the run, in plain words; a stack trace only for the tool's own faults. */
import type { DossierError } from '../model/error.js';
import type { Lang } from '../model/lang.js';

export function failureText(error: unknown, lang: Lang, known: DossierError | null): string {
  const zh = lang === 'zh';
  if (known && known.kind !== 'internal') {
    const complaints = known.complaints.map((c) => `  ${c.file}:${c.line}:${c.column}  ${c[lang]}`);
    return `${[`${zh ? '错误：' : 'error: '}${known[lang]}`, ...complaints].join('\n')}\n`;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const words = known
    ? known[lang]
    : zh
      ? '工具内部出错，本次运行没有结果；您的文件未被改动。请把下面的信息告知维护人员。'
      : 'The tool itself failed; this run has no result and none of your files was changed. Please report what follows.';
  return `${zh ? '内部错误：' : 'internal error: '}${words}\n${stack}\n`;
}
