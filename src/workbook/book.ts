/**
 * Sheets → the bytes of one .xlsx, handed on as they come. Same input, same bytes. Here stands what the package as a
 * whole needs: content types, relationships, properties, styles (ECMA-376 part 2, and part 1 §12.3).
 */
import type { Lang } from '../model/lang.js';
import { PackageArchive } from './archive.js';
import { writeSheet } from './page.js';
import { type ListedSheet, type OpenBook, quotedSheet, RELATIONSHIPS, relationshipsXml } from './parts.js';
import type { Setting, SheetSpec } from './sheet.js';
import { StyleSheet } from './style.js';
import { escapeXml, XML } from './xml.js';

export type PutSheet = <Row>(spec: SheetSpec<Row>) => Promise<void>;

const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/**
 * @param sink takes the file's bytes in order
 * @param sheets puts the sheets, one after the other
 * @throws what the sink or a sheet's rows throw
 */
export async function writeBook(
  setting: Omit<Setting, 'drain'> & { tool: { name: string; version: string } },
  sink: (chunk: Uint8Array) => Promise<void>,
  sheets: (put: PutSheet) => Promise<void>,
): Promise<void> {
  const archive = new PackageArchive(setting.date);
  const drain = () => archive.drain(sink);
  const book: OpenBook = { archive, styles: new StyleSheet(), sheets: [], charts: 0, drawings: 0 };
  archive.put('_rels/.rels', packageRelationships());
  archive.put('docProps/core.xml', coreProperties(setting));
  archive.put('docProps/app.xml', appProperties(setting.tool.name));
  await sheets((spec) => writeSheet(book, spec, { ...setting, drain }));
  archive.put('xl/styles.xml', book.styles.xml());
  archive.put('xl/workbook.xml', workbookXml(book.sheets));
  archive.put('xl/_rels/workbook.xml.rels', workbookRelationships(book.sheets.length));
  archive.put('[Content_Types].xml', contentTypes(archive.names));
  archive.end();
  await drain();
}

function packageRelationships(): string {
  const targets = [
    [`${RELATIONSHIPS}/officeDocument`, 'xl/workbook.xml'],
    [`${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
    [`${RELATIONSHIPS}/extended-properties`, 'docProps/app.xml'],
  ] as const;
  return relationshipsXml(targets.map(([type, target]) => ({ type, target })));
}

function workbookRelationships(sheets: number): string {
  return relationshipsXml([
    ...Array.from({ length: sheets }, (_, i) => ({
      type: `${RELATIONSHIPS}/worksheet`,
      target: `worksheets/sheet${i + 1}.xml`,
    })),
    { type: `${RELATIONSHIPS}/styles`, target: 'styles.xml' },
  ]);
}

const TYPES: [RegExp, string][] = [
  [/^xl\/workbook\.xml$/, `${SPREADSHEET}.sheet.main+xml`],
  [/^xl\/worksheets\/sheet\d+\.xml$/, `${SPREADSHEET}.worksheet+xml`],
  [/^xl\/styles\.xml$/, `${SPREADSHEET}.styles+xml`],
  [/^xl\/drawings\/drawing\d+\.xml$/, 'application/vnd.openxmlformats-officedocument.drawing+xml'],
  [/^xl\/charts\/chart\d+\.xml$/, 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml'],
  [/^docProps\/core\.xml$/, 'application/vnd.openxmlformats-package.core-properties+xml'],
  [/^docProps\/app\.xml$/, 'application/vnd.openxmlformats-officedocument.extended-properties+xml'],
];

/** @throws Error for a part whose kind is not known: a bug */
function contentTypes(parts: readonly string[]): string {
  const overrides = parts
    .filter((name) => !name.endsWith('.rels'))
    .map((name) => {
      const type = TYPES.find(([pattern]) => pattern.test(name))?.[1];
      if (type === undefined) throw new Error(`part of no known type: ${name}`);
      return `<Override PartName="/${name}" ContentType="${type}"/>`;
    });
  return `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`;
}

function coreProperties({ title, date, lang, tool }: Omit<Setting, 'drain'> & { tool: Tool }): string {
  const made = `${date}T00:00:00Z`;
  const by = escapeXml(`${tool.name} ${tool.version}`);
  const stamp = (name: string) => `<dcterms:${name} xsi:type="dcterms:W3CDTF">${made}</dcterms:${name}>`;
  return `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(title)}</dc:title><dc:creator>${by}</dc:creator><cp:lastModifiedBy>${by}</cp:lastModifiedBy>${stamp('created')}${stamp('modified')}<dc:language>${languageTag(lang)}</dc:language></cp:coreProperties>`;
}

type Tool = { name: string; version: string };

function languageTag(lang: Lang): string {
  return lang === 'zh' ? 'zh-CN' : 'en';
}

function appProperties(name: string): string {
  return `${XML}<Properties xmlns="${OFFICE}/extended-properties"><Application>${escapeXml(name)}</Application></Properties>`;
}

/** Twips: the window that the file opens in. */
const WINDOW = 'xWindow="0" yWindow="0" windowWidth="24000" windowHeight="14000"';

/** The elements in the order of CT_Workbook, ECMA-376 §18.2.27. */
function workbookXml(sheets: readonly ListedSheet[]): string {
  const list = sheets.map(
    ({ name }, i) => `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`,
  );
  const names = [
    // Excel finds a filter by this hidden name; without it, it may offer to repair the file once it is saved.
    ...sheets.flatMap((sheet, i) =>
      sheet.filtered === null
        ? []
        : [
            `<definedName name="_xlnm._FilterDatabase" localSheetId="${i}" hidden="1">${reference(sheet, sheet.filtered)}</definedName>`,
          ],
    ),
    ...sheets.map(
      (sheet, i) =>
        `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${reference(sheet, sheet.printTitles)}</definedName>`,
    ),
  ];
  return `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONSHIPS}"><workbookPr/><bookViews><workbookView ${WINDOW} tabRatio="800" firstSheet="0" activeTab="0"/></bookViews><sheets>${list.join('')}</sheets><definedNames>${names.join('')}</definedNames></workbook>`;
}

function reference({ name }: ListedSheet, range: string): string {
  return escapeXml(`${quotedSheet(name)}!${range}`);
}
