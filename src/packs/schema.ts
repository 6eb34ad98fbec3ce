/** Checks the data of a YAML file against its JSON Schema and words what is wrong. Fills in the schema's defaults. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { Complaint } from '../model/error.js';
import { nearest } from '../model/nearest.js';
import { packRoot } from './home.js';
import type { DataPath, Words, YamlFile } from './yaml-file.js';

export type SchemaName = 'pack' | 'chapter' | 'dossier' | 'calendar';

/** A complaint with the place in the data that it is about. */
export interface SchemaComplaint {
  at: DataPath;
  complaint: Complaint;
}

/** Checks `file.data` in place. Empty where it is sound; then defaults stand in the data. */
export function checkSchema(name: SchemaName, file: YamlFile): SchemaComplaint[] {
  const validate = validator(name);
  if (validate(file.data)) return [];
  // `if` only repeats that its `then` failed; under propertyNames the outer error says it all.
  const errors = (validate.errors ?? []).filter((e) => e.keyword !== 'if' && e.propertyName === undefined);
  const misspelt = new Set(errors.map((error) => `${error.instancePath}/${guessed(error)}`));
  return errors
    .filter(({ instancePath, params }) => !misspelt.has(`${instancePath}/${params.missingProperty}`))
    .map((error) => describe(error, file));
}

const compiled = new Map<SchemaName, ValidateFunction>();

function validator(name: SchemaName): ValidateFunction {
  const known = compiled.get(name);
  if (known) return known;
  const ajv = new Ajv({ allErrors: true, verbose: true, useDefaults: true, allowUnionTypes: true });
  ajv.addFormat('date', isDate);
  ajv.addFormat('day', (text: string) => isDate(/^\d{2}-\d{2}$/.test(text) ? `2024-${text}` : text));
  // Known to editors (vscode-json, yaml-language-server); here the source of our wording.
  ajv.addKeyword({ keyword: 'patternErrorMessage', schemaType: 'string' });
  const text = readFileSync(join(packRoot(), 'schema', `${name}.schema.json`), 'utf8');
  const validate = ajv.compile(JSON.parse(text) as object);
  compiled.set(name, validate);
  return validate;
}

/** A day that exists, as YYYY-MM-DD. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

interface Bilingual {
  title?: string;
  patternErrorMessage?: string;
  properties?: Record<string, Bilingual>;
}

function describe(error: ErrorObject, file: YamlFile): SchemaComplaint {
  const at = error.instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const schema = (error.parentSchema ?? {}) as Bilingual;
  const params = error.params as Record<string, unknown>;
  const extra = params.additionalProperty ?? params.propertyName;
  if (typeof extra === 'string') {
    const words =
      params.additionalProperty === undefined ? misplacedKey(extra, error) : unknownKey(extra, schema);
    return { at: [...at, extra], complaint: file.complain([...at, extra], words, 'key') };
  }
  if (error.keyword === 'required') {
    return { at, complaint: file.complain(at, missing(String(params.missingProperty), at, schema)) };
  }
  return { at, complaint: file.complain(at, wrongValue(error, at, schema)) };
}

/** The key that an unknown one was meant to be: that it is missing then needs no complaint of its own. */
function guessed({ params, parentSchema }: ErrorObject): string | null {
  const known = Object.keys((parentSchema as Bilingual | undefined)?.properties ?? {});
  return typeof params.additionalProperty === 'string' ? nearest(params.additionalProperty, known) : null;
}

function unknownKey(key: string, schema: Bilingual): Words {
  const known = Object.keys(schema.properties ?? {});
  const guess = nearest(key, known);
  return guess === null
    ? {
        zh: `不认识字段“${key}”，这里可用：${known.join('、')}`,
        en: `Unknown key "${key}"; known here: ${known.join(', ')}`,
      }
    : { zh: `不认识字段“${key}”，是不是“${guess}”？`, en: `Unknown key "${key}"; did you mean "${guess}"?` };
}

/** A key that exists, but not for this kind of date rule. */
function misplacedKey(key: string, error: ErrorObject): Words {
  const kind = String((error.data as Record<string, unknown> | undefined)?.kind);
  return {
    zh: `kind 为 ${kind} 时不能写字段“${key}”`,
    en: `"${key}" has no place where kind is ${kind}`,
  };
}

function missing(key: string, at: DataPath, schema: Bilingual): Words {
  const [zh, en] = halves(schema.properties?.[key]?.title);
  return {
    zh: `${place(at, 'zh')}缺少字段“${key}”${zh && `（${zh}）`}`,
    en: `${place(at, 'en')} lacks "${key}"${en && ` (${en})`}`,
  };
}

function wrongValue(error: ErrorObject, at: DataPath, schema: Bilingual): Words {
  const wanted = expected(error, schema);
  const found = shown(error.data);
  return {
    zh: `${place(at, 'zh')}应为${wanted.zh}，现为${found.zh}`,
    en: `${place(at, 'en')} should be ${wanted.en}; found ${found.en}`,
  };
}

function expected(error: ErrorObject, schema: Bilingual): Words {
  const params = error.params as Record<string, unknown>;
  const limit = String(params.limit);
  switch (error.keyword) {
    case 'type': {
      const types = [params.type].flat().map(String);
      const quote = typeof error.data === 'number' && types.includes('string');
      return {
        zh: types.map((t) => TYPES[t]?.zh ?? t).join('或') + (quote ? `（请加引号："${error.data}"）` : ''),
        en: types.map((t) => TYPES[t]?.en ?? t).join(' or ') + (quote ? ` (in quotes: "${error.data}")` : ''),
      };
    }
    case 'enum': {
      const values = (params.allowedValues as unknown[]).map(String);
      const guess = typeof error.data === 'string' ? nearest(error.data, values) : null;
      return {
        zh: ` ${values.join('、')} 之一${guess === null ? '' : `（是不是 ${guess}？）`}`,
        en: `one of ${values.join(', ')}${guess === null ? '' : ` (did you mean ${guess}?)`}`,
      };
    }
    case 'pattern': {
      const [zh, en] = halves(schema.patternErrorMessage);
      return { zh: zh.replace(/^应为/, '') || '规定的写法', en: en || 'written as prescribed' };
    }
    case 'format':
      return params.format === 'date'
        ? { zh: '真实存在的日期，写作 2024-04-06', en: 'a day that exists, written 2024-04-06' }
        : {
            zh: '真实存在的日期，写作 04-06 或 2024-04-06',
            en: 'a day that exists, written 04-06 or 2024-04-06',
          };
    case 'minimum':
      return { zh: `不小于 ${limit} 的数`, en: `at least ${limit}` };
    case 'maximum':
      return { zh: `不大于 ${limit} 的数`, en: `at most ${limit}` };
    case 'minLength':
      return { zh: '非空文字', en: 'text that is not empty' };
    case 'minItems':
      return { zh: `至少 ${limit} 项的列表`, en: `a list of at least ${limit}` };
    case 'maxItems':
      return { zh: `至多 ${limit} 项的列表`, en: `a list of at most ${limit}` };
    case 'uniqueItems':
      return { zh: '没有重复项的列表', en: 'a list without doubles' };
    case 'minProperties':
    case 'maxProperties':
      return { zh: `恰有 ${limit} 个字段`, en: `a mapping with exactly ${limit} key` };
    default:
      return {
        zh: `符合 ${error.keyword} 的值（${error.message ?? ''}）`,
        en: error.message ?? error.keyword,
      };
  }
}

const TYPES: Record<string, Words> = {
  string: { zh: '文字', en: 'text' },
  integer: { zh: '整数', en: 'a whole number' },
  number: { zh: '数字', en: 'a number' },
  boolean: { zh: ' true 或 false', en: 'true or false' },
  array: { zh: '列表（每项以“- ”开头）', en: 'a list (each entry starts with "- ")' },
  object: { zh: '一组“字段: 值”', en: 'a mapping (key: value)' },
  null: { zh: ' null', en: 'null' },
};

function shown(data: unknown): Words {
  if (data === null || data === undefined || data === '') return { zh: '空', en: 'nothing' };
  if (Array.isArray(data)) return { zh: `列表（${data.length} 项）`, en: `a list of ${data.length}` };
  if (typeof data === 'object') return { zh: '一组“字段: 值”', en: 'a mapping' };
  if (typeof data === 'string') {
    const short = data.length > 40 ? `${[...data].slice(0, 40).join('')}…` : data;
    return { zh: `“${short}”`, en: `"${short}"` };
  }
  const kind = typeof data === 'number' ? { zh: '数字 ', en: 'the number ' } : { zh: ' ', en: '' };
  return { zh: `${kind.zh}${String(data)}`, en: `${kind.en}${String(data)}` };
}

/** "题目 / Title" → its two halves; empty where there is none. */
function halves(text: string | undefined): [string, string] {
  const [zh = '', en = ''] = (text ?? '').split(' / ');
  return [zh, en];
}

/** ['units', 2, 'leads'] → units 第3项 leads, units #3 leads. */
function place(at: DataPath, lang: 'zh' | 'en'): string {
  if (at.length === 0) return lang === 'zh' ? '文件' : 'The file';
  const entry = (step: string | number) =>
    lang === 'zh' ? `第${Number(step) + 1}项` : `#${Number(step) + 1}`;
  const name = at.map((step) => (/^\d+$/.test(String(step)) ? entry(step) : step)).join(' ');
  return lang === 'zh' ? `“${name}”` : `"${name}"`;
}
