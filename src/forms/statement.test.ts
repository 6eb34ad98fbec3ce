import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { liaisonForm, summaryReportForm } from './department.js';
import { statementForm } from './statement.js';
import { pack, paragraphsOf, partText, statementDue, template, unit } from './testing.js';

const soffice = spawnSync('soffice', ['--version']).status === 0;

function make(due = statementDue(), of = unit({ statements: [due] }), department = '行政审批局') {
  return statementForm(template('statement.docx'), pack([of]), of, due, department);
}

describe('statementForm', () => {
  it('starts with the prescribed title and asks under each heading for what the row wants there', () => {
    expect(paragraphsOf(make())).toEqual([
      '关于优化公共服务的情况说明',
      '【请把正文写在各标题下的空行里，写完删去全部灰色提示】',
      '【请控制篇幅：一般不超过500字，最多不超过1000字】',
      '【请以2023年1月1日至2024年12月31日的工作为主】',
      '一、主要举措',
      '【请写明：事项进驻】',
      '二、重要成效',
      '【请写明：改革取得的成效】',
      '【请写明：网上可办率（要求不低于90%）】',
      '三、突出亮点',
      '【请写明：突出亮点】',
      '【请填写单位全称】',
      '【请填写成文日期】',
    ]);
  });

  it('leaves no marker in any part, and the title in the properties', () => {
    const file = make(statementDue({ name: '关于“A<B>”& C的情况说明' }));
    for (const part of ['word/document.xml', 'word/footer1.xml', 'word/footer2.xml', 'docProps/core.xml']) {
      expect(partText(file, part)).not.toMatch(/\{\{|\}\}/);
    }
    expect(partText(file, 'docProps/core.xml')).toContain('关于“A&lt;B&gt;”&amp; C的情况说明');
    expect(paragraphsOf(file)[0]).toBe('关于“A<B>”& C的情况说明');
  });

  it('keeps outside 【请…】 only what stays: title, headings, captions, column heads', () => {
    const due = statementDue({
      tables: [{ what: '评价情况', in: 'statement', columns: ['评价数量', '差评'], due: true }],
      evidenceListAtEnd: true,
    });
    const rest = paragraphsOf(make(due)).filter((text) => !/^【请[^】]+】$/.test(text));
    expect(rest).toEqual([
      '关于优化公共服务的情况说明',
      '一、主要举措',
      '二、重要成效',
      '三、突出亮点',
      '评价情况',
      '评价数量',
      '差评',
      '印证材料目录',
    ]);
  });

  it('makes a skeleton with as many columns as the table has, sharing the width', () => {
    const due = statementDue({
      tables: [{ what: '甲', in: 'statement', columns: ['一', '二', '三', '四'], due: true }],
    });
    const xml = partText(make(due), 'word/document.xml');
    const [table = ''] = /<w:tbl>.*<\/w:tbl>/s.exec(xml) ?? [];
    expect(table.match(/<w:gridCol /g)).toHaveLength(4);
    const rows = [...table.matchAll(/<w:tr>.*?<\/w:tr>|<w:tr .*?<\/w:tr>/gs)].map(
      ([row]) => row.match(/<w:tc>/g)?.length,
    );
    expect(rows).toEqual([4, 4, 4, 4, 4]);
    const widths = [...table.matchAll(/<w:gridCol w:w="(\d+)"/g)].map((m) => Number(m[1]));
    expect(widths.reduce((a, b) => a + b)).toBeLessThanOrEqual(8845);
    expect(widths.reduce((a, b) => a + b)).toBeGreaterThan(8800);
  });

  it('says who stamps, who shares it and that the table may stand elsewhere', () => {
    const due = statementDue({
      stamp: '检察院',
      leads: ['行政审批局', '司法局'],
      by: 'any',
      combinable: true,
      tables: [{ what: '案件情况', in: 'either', columns: ['案由'], due: true }],
    });
    const text = paragraphsOf(make(due));
    expect(text).toContain('【请注意：须由检察院盖章，并附盖章扫描件】');
    expect(text).toContain('【请注意：与司法局商定由一家提供；不由本单位提供的，删去本文件】');
    expect(text).toContain('【请注意：可与本单元其他情况说明合并为一份】');
    expect(text).toContain('【请注意：列表提供案件情况（列明案由），也可作为印证材料】');
    expect(text).toContain('【请填写单位全称，并由检察院盖章】');
  });

  it('does not ask every one of several statements for the figures of the unit', () => {
    const dues = [statementDue(), statementDue({ name: '关于另一事项的情况说明', points: [] })];
    const of = unit({ statements: dues, items: [] });
    for (const due of dues) expect(paragraphsOf(make(due, of)).join()).not.toContain('网上可办率');
  });

  it('gives the same bytes for the same input', () => {
    expect(Buffer.from(make()).equals(Buffer.from(make()))).toBe(true);
  });

  it('has the page of GB/T 9704: A4, margins 37/28/35/26 mm, 28.95 pt pitch, page number field', () => {
    const file = make();
    const xml = partText(file, 'word/document.xml');
    expect(xml).toContain('w:w="11906" w:h="16838"');
    // 37, 26, 35 and 28 mm in twentieths of a point.
    expect(xml).toMatch(/<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587"/);
    const styles = partText(file, 'word/styles.xml');
    expect(styles).toContain('w:line="579"');
    expect(styles).toContain('仿宋_GB2312');
    expect(styles).toContain('方正小标宋简体');
    expect(styles).toContain('w:firstLineChars="200"');
    expect(partText(file, 'word/footer1.xml')).toMatch(/instrText[^>]*>PAGE</);
    expect(partText(file, 'word/fontTable.xml')).toContain('<w:altName w:val="仿宋,FangSong');
  });

  it.skipIf(!soffice)('opens in LibreOffice, which reads every paragraph', () => {
    const folder = mkdtempSync(join(tmpdir(), 'forms-'));
    try {
      const due = statementDue({
        tables: [{ what: '评价情况', in: 'statement', columns: ['甲列', '乙列'], due: true }],
      });
      const files = {
        statement: make(due),
        report: summaryReportForm(template('summary-report.docx'), pack(), '行政审批局', [unit()]),
        liaison: liaisonForm(template('liaison-form.docx'), pack(), '行政审批局'),
      };
      for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, `${name}.docx`), bytes);
      const profile = pathToFileURL(join(folder, 'profile')).href;
      const sources = Object.keys(files).map((name) => join(folder, `${name}.docx`));
      execFileSync('soffice', [
        `-env:UserInstallation=${profile}`,
        '--headless',
        '--convert-to',
        'txt:Text (encoded):UTF8',
        '--outdir',
        folder,
        ...sources,
      ]);
      for (const [name, bytes] of Object.entries(files)) {
        const text = readFileSync(join(folder, `${name}.txt`), 'utf8');
        for (const paragraph of paragraphsOf(bytes)) expect(text).toContain(paragraph);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('summaryReportForm', () => {
  it('names the units the department leads', () => {
    const text = paragraphsOf(
      summaryReportForm(template('summary-report.docx'), pack(), '行政审批局', [unit()]),
    );
    expect(text[0]).toBe('法治政府建设示范创建总结报告');
    expect(text).toContain('【请结合本单位牵头的指标17“优化公共服务”作出说明】');
  });

  it('is complete for a department that leads nothing', () => {
    const text = paragraphsOf(summaryReportForm(template('summary-report.docx'), pack(), '统计局', []));
    expect(text.join()).not.toContain('牵头的指标');
    expect(text.filter((t) => /^[一二三四五]、/.test(t))).toHaveLength(5);
  });
});

describe('liaisonForm', () => {
  it('has the columns of the pack and says when it is due', () => {
    const text = paragraphsOf(liaisonForm(template('liaison-form.docx'), pack(), '行政审批局'));
    expect(text).toEqual([
      '法治政府建设示范创建工作人员名单反馈表',
      '【请按时报送：报送联络员名单，2024年4月6日前】',
      '【请按时报送：报送工作进展情况，每月20日前】',
      '单位',
      '姓名',
      '职务',
      '联系电话',
      '【请填写单位全称】',
      '【请填写填表日期】',
    ]);
  });
});
