import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import { SaxesParser } from 'saxes';
import { describe, expect, it } from 'vitest';
import type { Report } from '../model/finding.js';
import { wrap } from '../model/wrap.js';
import { BINARY, type ReporterName, reporters } from './index.js';
import { card, finding, MARKUP, NASTY, plain, report } from './testing.js';

/** The schema is of draft 4 and uses nothing that draft 7 reads otherwise. */
const DRAFT_07 = { $schema: 'http://json-schema.org/draft-07/schema#' };
const LANGS = ['zh', 'en'] as const;
const NAMES = Object.keys(reporters) as ReporterName[];
const WRITTEN = NAMES.filter((name) => !BINARY.has(name));

async function write(name: ReporterName, of: Report, lang: 'zh' | 'en', base = ''): Promise<string> {
  const content = await reporters[name](of, { lang, ...plain, base });
  if (typeof content !== 'string') throw new Error(`${name} gives bytes`);
  return content;
}

describe.each(WRITTEN)('%s', (name) => {
  it.each(LANGS)('in %s', async (lang) => {
    const content = await write(name, report, lang);
    expect(content.endsWith('\n')).toBe(true);
    await expect(content).toMatchFileSnapshot(resolve(`fixtures/reporters/${name}.${lang}.golden.txt`));
  });

  it.each(LANGS)('shows control characters of names instead of passing them on, in %s', async (lang) => {
    const args = { count: NASTY, limit: NASTY, clause: NASTY };
    const place = { path: NASTY, department: `局${NASTY}`, where: { entry: NASTY } };
    const forged = {
      ...report,
      findings: [finding({ ...place, args }), finding({ ...place, args, waived: NASTY })],
    };
    const shown = await write(name, forged, lang);
    expect(shown.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    // JSON escapes as JSON does, a URI as URIs do.
    expect(shown).toMatch(/\\u001b\S{0,8}31m红/);
    expect(shown.split('\n').some((line) => line.startsWith('✔'))).toBe(false);
  });
});

it.each(NAMES)('%s throws for a message that no card has: a bug, not bad input', async (name) => {
  const odd = { ...report, findings: [finding({ messageId: 'nowhere' })] };
  await expect(async () => reporters[name](odd, { lang: 'zh', ...plain })).rejects.toThrow(
    /no message "nowhere"/,
  );
});

describe('text', () => {
  it('styles words and never their absence', () => {
    const style = (kind: string, words: string) => `<${kind}>${words}</${kind}>`;
    const styled = reporters.text(report, { lang: 'zh', style, folder: '' });
    expect(styled).toContain('<error>✖ 错误</error>');
    expect(styled).toContain('<faint>statement/word-limit</faint>');
    expect(styled).toContain(
      '<strong>共检查 5 个申报单元：2 个合格，1 个须整改，1 个待人工核实，1 个豁免后合格。另有 1 处错误不属于这些单元，也须整改。</strong>',
    );
    expect(styled).not.toContain('经批准');
  });

  it('says once in a unit what is to be done', () => {
    const lines = reporters.text(report, { lang: 'zh', ...plain }).split('\n');
    const from = lines.findIndex((line) => line.startsWith('司法局 · 第17项'));
    const block = lines.slice(from, lines.indexOf('', from));
    expect(block.filter((line) => line.includes('位置：'))).toHaveLength(3);
    expect(block.filter((line) => line.includes('办法：'))).toHaveLength(1);
  });

  it('links places and nothing else', () => {
    const link = (path: string, words: string) => `[${words}](${path})`;
    const linked = reporters.text(report, { lang: 'zh', ...plain, link });
    expect(linked).toContain('[位置：dossier.yaml · 第12行](dossier.yaml)');
    expect(linked.match(/\]\(/g)).toHaveLength(6);
  });

  it('fits the lines to the terminal, and breaks no word and before no comma', () => {
    const { text } = reporters;
    const long = {
      ...card,
      advice: { zh: '请逐条核对目录，'.repeat(12), en: 'Look at every line. '.repeat(12) },
    };
    const many = { ...report, findings: [finding()], cards: new Map([[card.id, long]]) };
    for (const lang of LANGS) {
      const lines = text(many, { lang, ...plain, width: 60 }).split('\n');
      const advice = lines.filter((line) => /核对|every/.test(line));
      expect(advice.length).toBeGreaterThan(2);
      for (const line of advice) expect(line).toMatch(/^ {6}[^ ，.]/);
    }
  });
});

describe('wrap', () => {
  it('keeps what belongs together', () => {
    expect(wrap('情况说明 1,132 字，超过上限', 12)).toEqual(['情况说明', '1,132 字，超', '过上限']);
    expect(wrap('“关于优化的说明”', 10)).toEqual(['“关于优化', '的说明”']);
    expect(wrap('https://www.example.gov.cn/a', 10)).toEqual(['https://www.example.gov.cn/a']);
    expect(wrap('', 10)).toEqual(['']);
  });
});

describe('json', () => {
  it('holds every finding as data, whatever its characters', async () => {
    const told = JSON.parse(await write('json', report, 'zh')) as {
      findings: { where: { entry?: string } }[];
    };
    expect(told.findings).toHaveLength(report.findings.length);
    expect(told.findings.at(-1)?.where.entry).toBe(NASTY);
  });
});

describe('sarif', () => {
  interface Log {
    runs: [{ results: Record<string, unknown>[]; tool: { driver: { rules: { id: string }[] } } }];
  }
  const log = async (of: Report, base?: string) => JSON.parse(await write('sarif', of, 'zh', base)) as Log;
  const location = (result: Record<string, unknown> | undefined) => JSON.stringify(result?.locations);

  async function validator(): Promise<ValidateFunction> {
    const root = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/package.json');
    const { id, ...schema } = JSON.parse(
      await readFile(resolve(root, '../lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'),
    ) as { id: string };
    const formats = {
      uri: (text: string) => URL.canParse(text),
      'uri-reference': (text: string) => /^(?:[\w\-.~!$&'()*+,;=:@/?#]|%[\dA-F]{2})*$/i.test(text),
      'date-time': (text: string) => !Number.isNaN(Date.parse(text)),
    };
    return new Ajv({ allErrors: true, strict: false, unicodeRegExp: false, formats }).compile({
      ...schema,
      ...DRAFT_07,
    });
  }

  it.each(LANGS)('fits the schema, in %s', async (lang) => {
    const validate = await validator();
    for (const of of [report, { ...report, findings: [] }]) {
      validate(JSON.parse(await write('sarif', of, lang, '申报 材料')));
      expect(validate.errors).toBeNull();
    }
    validate({ version: '2.1.0' });
    expect(validate.errors).not.toBeNull();
  });

  it('has one result per finding, whose rule stands at its index', async () => {
    const [{ results, tool }] = (await log(report)).runs;
    expect(results).toHaveLength(report.findings.length);
    for (const { ruleId, ruleIndex } of results)
      expect(tool.driver.rules[Number(ruleIndex)]?.id).toBe(ruleId);
    expect(results.map((r) => `${r.kind} ${r.level}`)).toEqual([
      'fail error',
      'fail warning',
      'fail error',
      'fail error',
      'fail note',
      'review none',
      'fail error',
      'fail error',
    ]);
    expect(results.map((r) => (r.suppressions as unknown[]).length)).toEqual([0, 0, 0, 0, 0, 0, 1, 0]);
  });

  it('gives paths from where it was started, percent-encoded, and a region only where there is a line', async () => {
    const [{ results }] = (await log(report, '申报 材料')).runs;
    expect(location(results[0])).toContain(
      `"uri":"${encodeURIComponent('申报 材料')}/dossier.yaml","uriBaseId":"%SRCROOT%"},"region":{"startLine":12}`,
    );
    expect(results.filter((r) => location(r).includes('region'))).toHaveLength(1);
    expect(location(results[7])).toContain('%3Cscript%3E');
    const [bare] = (await log(report)).runs;
    expect(location(bare.results[1])).toContain('"uri":"./"');
  });

  it('has fingerprints that are apart, and outlive other figures, rows and findings', async () => {
    const prints = (of: Log) => of.runs[0].results.map((r) => JSON.stringify(r.partialFingerprints));
    const before = prints(await log(report));
    expect(new Set(before).size).toBe(report.findings.length);
    const edited = report.findings.slice(2).map((f) => ({
      ...f,
      args: { ...f.args, count: 1200 },
      where: f.where.row === undefined ? f.where : { ...f.where, row: 6 },
    }));
    expect(prints(await log({ ...report, findings: edited }))).toEqual(before.slice(2));
  });
});

describe('junit', () => {
  interface Element {
    name: string;
    attributes: Record<string, string>;
    children: Element[];
  }
  function parse(xml: string): Element {
    const root: Element = { name: '', attributes: {}, children: [] };
    const open = [root];
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('opentag', ({ name, attributes }) => {
      const element = { name, attributes: { ...attributes }, children: [] };
      open.at(-1)?.children.push(element);
      open.push(element);
    });
    parser.on('closetag', () => {
      open.pop();
    });
    parser.write(xml).close();
    const [first] = root.children;
    if (!first) throw new Error('no element');
    return first;
  }
  const figures = ({ attributes: { tests, failures, errors, skipped } }: Element) =>
    [tests, failures, errors, skipped].map(Number);

  it.each(LANGS)('is well formed, and its figures are those of its cases, in %s', async (lang) => {
    const suites = parse(await write('junit', report, lang));
    expect(suites.name).toBe('testsuites');
    let total = [0, 0, 0, 0];
    for (const suite of suites.children) {
      const of = (name: string) =>
        suite.children.filter((c) => c.children.some((e) => e.name === name)).length;
      expect(figures(suite)).toEqual([suite.children.length, of('failure'), 0, of('skipped')]);
      total = total.map((n, at) => n + (figures(suite)[at] ?? 0));
      expect(new Set(suite.children.map((c) => c.attributes.name)).size).toBe(suite.children.length);
    }
    expect(figures(suites)).toEqual(total);
  });

  it('has a suite per department and a case per unit: failed, skipped or passed', async () => {
    const suites = parse(await write('junit', report, 'zh'));
    const cases = suites.children.flatMap((s) => s.children);
    expect(suites.children.map((s) => s.attributes.name)).toEqual(['整个文件夹', '司法局', '教育局']);
    const shown = cases.map((c) => [c.attributes.name, ...c.children.map((e) => e.name)].join(' '));
    expect(shown).toEqual([
      '不分单元 failure',
      '不分单元 system-out',
      '第17项 优化公共服务 failure system-out',
      '第26—29项 规范性文件程序 skipped system-out',
      '第30项 依法行政培训',
      '加1 创新做法 system-out',
      '第17项 优化公共服务 failure',
      '第31项 学校法治教育',
    ]);
  });

  it.skipIf(spawnSync('xmllint', ['--version']).status !== 0)('is XML to another reader', async () => {
    const input = await write('junit', report, 'zh');
    const { status, stderr } = spawnSync('xmllint', ['--noout', '-'], { input, encoding: 'utf8' });
    expect([status, stderr]).toEqual([0, '']);
  });
});

describe('github', () => {
  it('escapes what would end a property or a message, and starts no command of a name', async () => {
    const lines = (await write('github', report, 'zh', '申报材料')).trimEnd().split('\n');
    expect(lines[0]).toMatch(/^::error file=申报材料\/dossier\.yaml,line=12,title=waiver\/unused::/);
    const last = lines.find((line) => line.includes('someone')) ?? '';
    expect(last).toContain('%3A%3Aerror%3A%3Ax%2Cy%3Az%250A.pdf,title=statement/word-limit::');
    expect(lines.filter((line) => line.startsWith('::')).map((line) => line.split(' ')[0])).toEqual([
      '::error',
      '::warning',
      '::error',
      '::error',
      '::notice',
      '::notice',
      '::error',
    ]);
  });
});

describe.each(['html', 'markdown'] as const)('%s', (name) => {
  it.each(LANGS)('lets no name become markup, in %s', async (lang) => {
    const content = await write(name, report, lang);
    expect(content).not.toContain('<script');
    expect(content).toContain('&lt;script&gt;');
    expect(content).not.toContain(MARKUP);
    if (name === 'markdown') {
      expect(content).not.toMatch(/@someone|#12/);
      for (const row of content.split('\n').filter((line) => line.startsWith('| 错误 |')))
        expect(row.match(/(?<!\\)\|/g)).toHaveLength(6);
    }
  });
});

describe('html', () => {
  it('needs nothing from elsewhere, runs nothing, and closes what it opens', async () => {
    const content = await write('html', report, 'zh');
    expect(content).not.toMatch(/<(?:script|link|img|iframe)|@import|url\(|https?:/);
    expect(content).toContain('<html lang="zh-CN">');
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    // The elements that HTML leaves open, closed for a reader of XML.
    const xml = content
      .replace(/^<!DOCTYPE html>\n/, '')
      .replace(
        /<(meta|input)([^>]*)>/g,
        (_, tag: string, rest: string) => `<${tag}${rest.replace(' checked', '')}/>`,
      );
    expect(() => parser.write(xml).close()).not.toThrow();
  });
});
