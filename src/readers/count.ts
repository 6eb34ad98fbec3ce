/** 字数 of a single file, for `dossier count`. */
import { extname } from 'node:path';
import type { ExcludedWords, UnreadableReason, WordCount } from '../model/document.js';
import { ReadFailure, unreadable } from './failure.js';
import { readFile } from './read.js';
import { sniffFile } from './signature.js';
import { countText } from './wordcount.js';

export interface FileCount extends WordCount {
  path: string;
  excluded: ExcludedWords;
}

/** Why a file could not be counted, worded for people. */
export interface Uncountable {
  path: string;
  reason: UnreadableReason;
  detail: string;
  zh: string;
  en: string;
}

const NOTHING: ExcludedWords = {
  textBoxes: 0,
  footnotes: 0,
  endnotes: 0,
  headers: 0,
  footers: 0,
  hidden: 0,
  deleted: 0,
  comments: 0,
};

const WORDING: Record<UnreadableReason, { zh: string; en: string }> = {
  damaged: {
    zh: '文件已损坏或不完整，请用 Word 或 WPS 打开后另存，或重新取得原件',
    en: 'the file is damaged or cut off: open and save it again in Word or WPS, or get the original',
  },
  encrypted: { zh: '文件已加密，请取消密码后再试', en: 'the file is encrypted: remove the password' },
  'not-the-format': {
    zh: '不是 Word 文档（.docx、.doc、.wps）或文本文件，只能统计这几种',
    en: 'neither a Word document (.docx, .doc, .wps) nor a text file, which are all that can be counted',
  },
  'no-head-row': { zh: '没有表头', en: 'no head row' },
  denied: {
    zh: '打不开：文件不存在或没有读取权限',
    en: 'it cannot be opened: it does not exist or may not be read',
  },
  'too-large': { zh: '文件过大', en: 'the file is too large' },
  timeout: { zh: '读取超时', en: 'reading it took too long' },
  'old-format': {
    zh: '是读不了的旧格式，请在 Word 或 WPS 中另存为 .docx 后再统计',
    en: 'an old format that cannot be read: save it as .docx in Word or WPS first',
  },
  empty: { zh: '是空文件（0 字节）', en: 'the file is empty (0 bytes)' },
};

/**
 * Counts a Word document, old or new, or a text file by the same rules (one line a paragraph). `path`: absolute or relative to the
 * working folder. Never throws for a bad file: the result then carries `reason`.
 */
export async function countFile(path: string): Promise<FileCount | Uncountable> {
  const failed = (thrown: unknown): Uncountable => {
    const { reason, detail } = unreadable(path, thrown);
    return { path, reason, detail, ...WORDING[reason] };
  };
  try {
    const document = await readFile({
      path,
      absolute: path,
      role: 'evidence',
      signature: await sniffFile(path),
      extension: extname(path).slice(1).toLowerCase(),
    });
    if (document.kind === 'word') return { path, ...document.words, excluded: document.excluded };
    if (document.kind === 'text') return { path, ...countText(document.text), excluded: { ...NOTHING } };
    if (document.kind === 'unreadable')
      return { path, reason: document.reason, detail: document.detail, ...WORDING[document.reason] };
    return failed(new ReadFailure('not-the-format', `the file is of the kind ${document.kind}`));
  } catch (error) {
    return failed(error);
  }
}
