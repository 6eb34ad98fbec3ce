/** A line that says who signs and when, or when alone. */
import { datesIn, type TextDate } from './dates.js';

/** Who signs: an organ's name, or the place for its seal. A row of a table begins with its number. */
const SIGNER =
  /^(?!\d+[\s、.．])[\p{sc=Han}\p{sc=Latin}\d、，()（）“”\s]{2,50}(?:局|府|办|室|委|会|中心|院|厅|部|处|所|公司|队|站|组|镇|乡|街道|科|股|校|署|社|馆|庭|团|单位|顾问|律师|[(（](?:公?章|盖章|印章?)[)）])$/u;

/** Letters of a seal that a PDF's text has behind the date: 2023年6月20日 青. */
const SEAL = /^\s+[\p{sc=Han}\s]{1,12}$/u;

/** The date of a line that is made up of who signs and when, or of the date alone; who signs may stand in the line above. */
export function signatureIn(line: string, above: string): { date: TextDate; signed: boolean } | null {
  const bare = line.replace(/^[（(]|[）)]$/g, '');
  const [date, second] = datesIn(bare);
  if (!date || second || date.precision === 'year') return null;
  const before = bare.slice(0, date.at).trim();
  const behind = bare.slice(date.end);
  const signed = SIGNER.test(before === '' ? above : before);
  if (behind.trim() !== '' && !(signed && SEAL.test(behind))) return null;
  return before === '' || signed ? { date, signed } : null;
}

/** A line that says who signs and when. */
export function isSignature(line: string): boolean {
  return signatureIn(line, '')?.signed === true;
}
