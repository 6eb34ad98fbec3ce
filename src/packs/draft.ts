/**
 * A pack between YAML and `Pack`: what has been read, and which parts of it passed their schema.
 * Parts that failed take no part in the later checks, so that one slip gives one complaint.
 */
import type { Complaint } from '../model/error.js';
import type { Department } from '../model/pack.js';
import { checkSchema } from './schema.js';
import type { WrittenChapter, WrittenPack, WrittenUnit } from './written.js';
import type { DataPath, YamlFile } from './yaml-file.js';

export interface Draft {
  /** pack.yaml; `data` is null where anything in it is wrong. */
  general: { file: YamlFile; data: WrittenPack | null; departments: Department[] | null; region: string };
  chapters: DraftChapter[];
  /** All of YAML and schema is sound, so nothing is missing for an innocent reason. */
  sound: boolean;
}

export interface DraftChapter {
  file: YamlFile;
  /** Null where head or sections are wrong; units may be sound all the same. */
  head: Pick<WrittenChapter, 'chapter' | 'title' | 'sections'> | null;
  units: DraftUnit[];
}

export interface DraftUnit {
  file: YamlFile;
  at: DataPath;
  data: WrittenUnit;
}

/** Checks each file against its schema; complaints go into `complaints`. */
export function draft(general: YamlFile, chapters: YamlFile[], complaints: Complaint[]): Draft {
  const wrong = check('pack', general, complaints);
  const data = general.data as WrittenPack;
  const wrongAt = (...tops: string[]) => !wrong || wrong.some(([top]) => tops.includes(String(top)));
  return {
    general: {
      file: general,
      data: wrong?.length === 0 ? data : null,
      departments: wrongAt('departments') || !Array.isArray(data?.departments) ? null : data.departments,
      region: typeof data?.region === 'string' ? data.region : '',
    },
    chapters: chapters.map((file) => draftChapter(file, complaints)),
    sound: complaints.length === 0,
  };
}

function draftChapter(file: YamlFile, complaints: Complaint[]): DraftChapter {
  const wrong = check('chapter', file, complaints);
  if (!wrong) return { file, head: null, units: [] };
  const data = file.data as WrittenChapter;
  const headWrong = wrong.some(([top]) => top === 'chapter' || top === 'sections');
  const hasHead = typeof data?.chapter === 'number' && Array.isArray(data.sections) && !headWrong;
  const units = Array.isArray(data?.units) ? data.units : [];
  const bad = new Set(wrong.map((at) => (at[0] === 'units' ? Number(at[1]) : -1)));
  return {
    file,
    head: hasHead ? data : null,
    units: units.flatMap((unit, i) => (bad.has(i) ? [] : [{ file, at: ['units', i], data: unit }])),
  };
}

/** Places that are wrong; null where there is no data at all. */
function check(name: 'pack' | 'chapter', file: YamlFile, complaints: Complaint[]): DataPath[] | null {
  complaints.push(...file.syntax);
  if (file.data === undefined) return null;
  const found = checkSchema(name, file);
  complaints.push(...found.map(({ complaint }) => complaint));
  return found.map(({ at }) => at);
}
