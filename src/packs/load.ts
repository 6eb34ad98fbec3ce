/** A pack's folder → Pack. All that is wrong with it is told at once. */
import { readdir } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { type Complaint, DossierError } from '../model/error.js';
import type { Calendar, Pack } from '../model/pack.js';
import { checkCalendar } from './check-calendar.js';
import { checkGeneral, checkSeverities } from './check-general.js';
import { checkList } from './check-list.js';
import { checkUnit } from './check-unit.js';
import { draft } from './draft.js';
import { isFile, isPack, noSuchPack, packRoot } from './home.js';
import { resolvePackData } from './resolve.js';
import { checkSchema } from './schema.js';
import type { WrittenChapter, WrittenPack } from './written.js';
import { readYaml, type YamlFile } from './yaml-file.js';

/**
 * Reads pack.yaml and chapters/*.yaml.
 * @param dir the pack's folder; its name is the pack's id
 * @param rules ids of all rules, where they are known: the pack may weigh no other
 * @throws DossierError 'usage' where there is no pack.yaml; 'input' with every complaint, by file and place
 */
export async function loadPack(dir: string, rules?: readonly string[]): Promise<Pack> {
  if (!(await isPack(dir))) throw await noSuchPack(dir);
  const id = basename(resolve(dir));
  const general = await readYaml(join(dir, 'pack.yaml'));
  const chapters = await readChapters(dir);
  const complaints: Complaint[] = [];
  const calendar = await readCalendar(dir, complaints);
  if (chapters.length === 0) {
    complaints.push(
      general.complain([], {
        zh: '指标包里没有一级指标：chapters/ 下应有 01.yaml、02.yaml……',
        en: 'The pack has no chapters: chapters/ should hold 01.yaml, 02.yaml …',
      }),
    );
  }
  const read = draft(general, chapters, complaints);
  complaints.push(...checkGeneral(read), ...checkSeverities(read, rules), ...checkList(read));
  for (const chapter of read.chapters) {
    complaints.push(...chapter.units.flatMap((unit) => checkUnit(unit, chapter, read)));
  }
  if (complaints.length > 0) throw inputError(`指标包 ${id} `, `Pack ${id}`, complaints);
  return resolvePackData(
    id,
    general.data as WrittenPack,
    chapters.map((file) => file.data as WrittenChapter),
    calendar,
  );
}

/** The pack's own calendar.yaml, else the country's. */
async function readCalendar(dir: string, complaints: Complaint[]): Promise<Calendar> {
  const own = join(dir, CALENDAR);
  const file = await readYaml((await isFile(own)) ? own : join(packRoot(), CALENDAR));
  complaints.push(...file.syntax);
  if (file.data !== undefined) {
    const wrong = checkSchema('calendar', file).map((c) => c.complaint);
    complaints.push(...(wrong.length > 0 ? wrong : checkCalendar(file)));
  }
  const { from, to, holidays, workdays } = (file.data ?? NO_CALENDAR) as Calendar;
  return { from, to, holidays, workdays };
}

const CALENDAR = 'calendar.yaml';
const NO_CALENDAR: Calendar = { from: '', to: '', holidays: [], workdays: [] };

/** One error with all complaints, sorted by file and place. */
export function inputError(zh: string, en: string, complaints: Complaint[]): DossierError {
  const sorted = [...complaints].sort(
    (a, b) => order(a.file, b.file) || a.line - b.line || a.column - b.column || order(a.en, b.en),
  );
  const n = sorted.length;
  return new DossierError(
    'input',
    { zh: `${zh}有 ${n} 处错误`, en: `${en} has ${n} ${n === 1 ? 'error' : 'errors'}` },
    { complaints: sorted },
  );
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

async function readChapters(dir: string): Promise<YamlFile[]> {
  const folder = join(dir, 'chapters');
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new DossierError(
      'input',
      { zh: `无法读取文件夹 ${folder}`, en: `Cannot read ${folder}` },
      { cause },
    );
  }
  const yaml = names.filter((name) => /\.ya?ml$/i.test(name) && !name.startsWith('.')).sort(order);
  return Promise.all(yaml.map((name) => readYaml(join(folder, name))));
}
