import { describe, expect, it } from 'vitest';
import { file, type Parts, workspaceOf } from '../../fixtures/rules/build.js';
import type { RawFinding, RuleCard, Severity } from '../model/finding.js';
import type { Waiver } from '../model/workspace.js';
import type { Rule } from '../rules/index.js';
import { check, exitCode } from './index.js';

const F2 = '司法局/2 证明事项清理';
const tool = { name: 'dossier', version: '0.0.0' };

function card(id: string, severity: Severity = 'error'): RuleCard {
  const both = { zh: '甲', en: 'a' };
  return {
    id,
    topic: 'structure',
    severity,
    summary: both,
    why: both,
    advice: both,
    source: both,
    messages: { m: both },
    examples: { good: [], bad: [] },
  };
}

function onFiles(id: string, found: (path: string) => RawFinding[], severity: Severity = 'error'): Rule {
  return { card: card(id, severity), file: (f) => found(f.path) };
}

const everywhere = onFiles('structure/a', () => [{ messageId: 'm', args: {} }]);

async function report(rules: Rule[], parts: Partial<Parts> = {}, options = {}) {
  const files = [file(`${F2}/1 a.pdf`), file(`${F2}/2 b.pdf`)];
  return check(await workspaceOf({ files, ...parts }), {
    tool,
    rules,
    onlyRules: null,
    narrowed: false,
    ...options,
  });
}

describe('check', () => {
  it('fills in what a finding is about', async () => {
    const { findings, summary } = await report([everywhere]);
    expect(findings[0]).toEqual({
      rule: 'structure/a',
      messageId: 'm',
      severity: 'error',
      department: '司法局',
      unit: '2',
      indicators: [2],
      path: `${F2}/1 a.pdf`,
      where: {},
      args: {},
      waived: null,
    });
    expect(summary).toMatchObject({ errors: 2, warnings: 0, waived: 0 });
  });

  it('a crash names rule and place, and everything else goes on, what the rule had found included', async () => {
    const crashing = onFiles('structure/b', (path) => {
      if (path.endsWith('1 a.pdf')) throw new Error('boom');
      return [{ messageId: 'm', args: {} }];
    });
    const { findings } = await report([crashing, everywhere]);
    expect(findings.map((f) => [f.rule, f.path, f.args])).toEqual([
      ['internal/rule-crashed', `${F2}/1 a.pdf`, { rule: 'structure/b', error: 'boom' }],
      ['structure/a', `${F2}/1 a.pdf`, {}],
      ['structure/a', `${F2}/2 b.pdf`, {}],
      ['structure/b', `${F2}/2 b.pdf`, {}],
    ]);
  });

  it('the order does not depend on the order of rules or of what they yield', async () => {
    const many = onFiles('structure/z', () => [
      { messageId: 'm', args: {}, where: { row: 10 } },
      { messageId: 'm', args: {}, where: { row: 9 } },
      { messageId: 'm', args: {}, department: null, unit: null, path: '' },
      { messageId: 'm', args: {}, unit: '5' },
    ]);
    const one = await report([many, everywhere]);
    const other = await report([everywhere, many]);
    expect(one.findings).toEqual(other.findings);
    expect(one.findings.map((f) => f.unit)).toEqual([null, null, ...Array(6).fill('2'), '5', '5']);
    expect(one.findings.filter((f) => f.path.endsWith('1 a.pdf')).map((f) => f.where.row)).toEqual([
      undefined,
      9,
      10,
      undefined,
    ]);
  });

  it('runs the rules or topics that are asked for', async () => {
    const other = onFiles('structure/c', () => [{ messageId: 'm', args: {} }]);
    const { findings } = await report([everywhere, other], {}, { onlyRules: ['structure/c'] });
    expect(new Set(findings.map((f) => f.rule))).toEqual(new Set(['structure/c']));
  });

  it('the security rules run whatever is asked for: other rules must not name what they conceal', async () => {
    const mark = onFiles('security/classified-mark', (path) => [
      { messageId: 'm', args: {}, path: `${F2}/***.pdf`, conceal: path },
    ]);
    const security: Rule = { ...mark, card: { ...mark.card, topic: 'security' } };
    const { findings } = await report([everywhere, security], {}, { onlyRules: ['structure/a'] });
    expect(new Set(findings.map((f) => f.path))).toEqual(new Set([`${F2}/***.pdf`]));
  });

  it('what a department owes as a whole is skipped in a narrowed run', async () => {
    const whole: Rule = {
      card: card('structure/d'),
      department: () => [{ messageId: 'm', args: {} }],
    };
    expect((await report([whole], {}, { narrowed: true })).findings).toEqual([]);
    expect((await report([whole])).findings.length).toBeGreaterThan(0);
  });

  it('of a classified file nothing is said but its mark, whatever the order', async () => {
    const secret = `${F2}/1 甲案通报.pdf`;
    const files = [file(secret), file(`${F2}/2 b.pdf`)];
    const mark = onFiles('security/classified-mark', (path) =>
      path === secret ? [{ messageId: 'm', args: {}, path: `${F2}/1 ***.pdf`, conceal: secret }] : [],
    );
    const teller = onFiles('structure/e', (path) => [
      { messageId: 'm', args: {} },
      { messageId: 'm', args: { name: '1 甲案通报' }, path: F2 },
      { messageId: 'm', args: { title: '甲案通报' }, path: F2, where: { row: path.length } },
    ]);
    for (const rules of [
      [mark, teller],
      [teller, mark],
    ]) {
      const { findings } = await report(rules, { files });
      expect(JSON.stringify(findings)).not.toContain('甲案');
      expect(findings.map((f) => f.path)).toContain(`${F2}/1 ***.pdf`);
      expect(findings.map((f) => f.path)).toContain(`${F2}/2 b.pdf`);
    }
  });

  it("Word's lock file of a classified one is not told, nor anything in a concealed folder", async () => {
    const folder = `${F2}/印证材料（机密）`;
    const names = [
      `${folder}/1 甲案情况通报.docx`,
      `${F2}/~$甲案情况通报.docx`,
      `${F2}/~$案情况通报.docx`,
      `${F2}/~$说明.docx`,
    ];
    const mark = onFiles('security/classified-mark', (path) =>
      path === names[0] ? [{ messageId: 'm', args: {}, path: `${F2}/***`, conceal: folder }] : [],
    );
    const teller = onFiles('structure/e', (path) => [
      { messageId: 'm', args: { name: path.slice(path.lastIndexOf('/') + 1) } },
    ]);
    const { findings } = await report([mark, teller], { files: names.map((path) => file(path)) });
    expect(findings.map((f) => f.path).sort()).toEqual([`${F2}/***`, `${F2}/~$说明.docx`]);
  });

  it('a name that bears a mark is masked wherever it stands', async () => {
    const teller: Rule = {
      card: card('structure/e'),
      workspace: () => [
        { messageId: 'm', args: { name: '甲案（机密）', n: 3 }, path: `${F2}/【秘密】乙案/空` },
      ],
    };
    const { findings } = await report([teller]);
    expect(findings).toMatchObject([{ path: `${F2}/***/空`, args: { name: '***', n: 3 } }]);
  });

  it('what the list itself prescribes is told, though a concealed file is called so', async () => {
    const secret = `${F2}/1 证明事项清理.pdf`;
    const mark = onFiles('security/classified-mark', (path) =>
      path === secret ? [{ messageId: 'm', args: {}, path: `${F2}/1 ***.pdf`, conceal: secret }] : [],
    );
    const teller = onFiles('structure/e', (path) =>
      path === secret ? [] : [{ messageId: 'm', args: { title: '关于证明事项清理的情况说明' } }],
    );
    const { findings } = await report([mark, teller], { files: [file(secret), file(`${F2}/2 b.pdf`)] });
    expect(findings.map((f) => f.rule)).toContain('structure/e');
  });

  it('a classified file whose name is only a number hides nothing of other files', async () => {
    const secret = `${F2}/1.pdf`;
    const mark = onFiles('security/classified-mark', (path) =>
      path === secret ? [{ messageId: 'm', args: {}, path: `${F2}/***.pdf`, conceal: secret }] : [],
    );
    const teller = onFiles('structure/e', (path) =>
      path === secret ? [] : [{ messageId: 'm', args: { numbers: '10、11' } }],
    );
    const { findings } = await report([mark, teller], { files: [file(secret), file(`${F2}/2 b.pdf`)] });
    expect(findings.map((f) => f.rule)).toContain('structure/e');
  });
});

describe('waivers', () => {
  const waiver = (rest: Partial<Waiver>): Waiver => ({
    rule: 'structure/a',
    unit: null,
    department: null,
    path: null,
    reason: '上级已同意',
    approver: '审批人',
    expires: '2024-12-20',
    line: 3,
    ...rest,
  });
  const waived = (...waivers: Waiver[]) =>
    report([everywhere], { config: { waivers, path: 'dossier.yaml' } });

  it('covers on its last day, by unit, path or folder', async () => {
    const { findings, summary } = await waived(waiver({ path: `${F2}/1 a.pdf` }));
    expect(findings.map((f) => f.waived)).toEqual(['上级已同意', null]);
    expect(summary).toMatchObject({ errors: 1, waived: 1 });
    expect((await waived(waiver({ path: F2 }))).summary).toMatchObject({ errors: 0, waived: 2 });
    expect((await waived(waiver({ unit: '2', department: '司法局' }))).summary.waived).toBe(2);
  });
  it('an expired one covers nothing and is an error itself', async () => {
    const { findings } = await waived(waiver({ expires: '2024-12-19' }));
    expect(findings.map((f) => f.rule).sort()).toEqual(['structure/a', 'structure/a', 'waiver/expired']);
    expect(findings.find((f) => f.rule === 'waiver/expired')).toMatchObject({
      path: 'dossier.yaml',
      where: { line: 3 },
    });
  });
  it('an unused one is an error, but not where only a part was looked at', async () => {
    const unused = waiver({ unit: '5' });
    expect((await waived(unused)).findings.map((f) => f.rule)).toContain('waiver/unused');
    const part = await report([everywhere], { config: { waivers: [unused] } }, { narrowed: true });
    expect(part.findings.map((f) => f.rule)).not.toContain('waiver/unused');
  });
  it('a classification mark cannot be waived', async () => {
    const mark = onFiles('security/classified-mark', () => [{ messageId: 'm', args: {} }]);
    const { summary } = await report([mark], {
      config: { waivers: [waiver({ rule: 'security/classified-mark' })] },
    });
    expect(summary.waived).toBe(0);
  });
});

describe('exitCode', () => {
  const of = async (severity: Severity, maxWarnings: number | null) =>
    exitCode(
      await report([onFiles('structure/a', () => [{ messageId: 'm', args: {} }], severity)]),
      maxWarnings,
    );

  it('1 for errors alone, or for more warnings than allowed', async () => {
    expect(await of('error', null)).toBe(1);
    expect(await of('warning', null)).toBe(0);
    expect(await of('unverified', 0)).toBe(0);
    expect(await of('warning', 2)).toBe(0);
    expect(await of('warning', 1)).toBe(1);
  });
});
