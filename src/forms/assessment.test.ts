import { describe, expect, it } from 'vitest';
import { loadPack } from '../packs/index.js';
import { assessedUnits, assessmentForm, assessmentReportForm } from './assessment.js';
import { paragraphsOf, partText, template } from './testing.js';

const pack = await loadPack('fixtures/rules/pack');

describe('自评表 ready to fill', () => {
  const { assessment } = pack;
  if (assessment === null) throw new Error('the pack has no self-assessment');
  const units = assessedUnits(pack, '司法局', null);

  it('has every standard that the department grades, and only those in scope', () => {
    expect(units.map(({ key }) => key)).toEqual(['2', '3-4', '5', '7']);
    expect(assessedUnits(pack, '司法局', ['2', '6']).map(({ key }) => key)).toEqual(['2']);
  });

  it('lists them under their heads, with the grades to choose from', () => {
    const form = assessmentForm(template('self-assessment.xlsx'), pack, assessment, '司法局', units);
    const sheet = partText(form, 'xl/worksheets/sheet1.xml');
    expect(sheet).toContain('<formula1>"达标,部分达标,未达标"</formula1>');
    const texts = [...sheet.matchAll(/<is><t[^>]*>([^<]*)<\/t><\/is>/g)].map((hit) => hit[1]);
    expect(texts.slice(0, 5)).toEqual([
      '自评表',
      expect.stringContaining('司法局'),
      '自评等次',
      '自评依据',
      '证明材料',
    ]);
    expect(texts.filter((text) => /^\d+$/.test(text ?? ''))).toEqual(['2', '3', '4', '5', '7']);
    expect(sheet).not.toContain('{{');
    expect(Buffer.from(form)).toEqual(
      Buffer.from(assessmentForm(template('self-assessment.xlsx'), pack, assessment, '司法局', units)),
    );
  });

  it('comes with a report that names what it is about', () => {
    const title = assessment.report?.title ?? '';
    const form = assessmentReportForm(template('self-assessment-report.docx'), assessment, title, units);
    const text = paragraphsOf(form);
    expect(text[0]).toBe(title);
    expect(text[2]).toBe('【请与自评表一致：共 5 项标准，等次为达标、部分达标、未达标】');
  });
});
