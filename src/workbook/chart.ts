/**
 * Bar charts as parts of the package: native ones, that follow the cells. The elements stand in the order of the
 * schemas (ECMA-376 part 1, §21.2 for charts, §20.5 for drawings). The values stand in the chart too, so that a viewer
 * that computes nothing shows it. May not know what a chart says.
 */
import { type OpenBook, RELATIONSHIPS, relationshipsXml } from './parts.js';
import { escapeXml, XML } from './xml.js';

export interface Series {
  name: string;
  /** Cell that holds the name: "'统计'!$F$2". */
  nameAt: string;
  values: readonly number[];
  valuesAt: string;
  /** RGB */
  color: string;
}

export interface Chart {
  title: string;
  /** For readers who can't see it. */
  description: string;
  /** Bars that lie, side by side or one after the other: names of chapters are long. */
  grouping: 'clustered' | 'stacked';
  categories: readonly string[];
  categoriesAt: string;
  series: readonly Series[];
}

interface Corner {
  column: number;
  row: number;
}

export interface PlacedChart {
  chart: Chart;
  /** 0-based cell of the upper left corner. */
  from: Corner;
  /** Cell that holds the lower right corner, and how far into it the chart reaches, EMU (9,525 a pixel). */
  to: Corner & { across: number };
}

const DRAWING = 'http://schemas.openxmlformats.org/drawingml/2006';
const FACE = '<a:latin typeface="宋体"/><a:ea typeface="宋体"/>';
const TEXT = '404040';
const GRID = 'D9D9D9';

/**
 * Writes a drawing with its charts.
 * @returns the drawing's part as seen from a sheet, null where there is nothing to draw
 */
export function drawingParts(book: OpenBook, placed: readonly PlacedChart[]): string | null {
  if (placed.length === 0) return null;
  book.drawings += 1;
  const drawing = book.drawings;
  const targets = placed.map(({ chart }) => {
    book.charts += 1;
    book.archive.put(`xl/charts/chart${book.charts}.xml`, chartXml(chart));
    return `../charts/chart${book.charts}.xml`;
  });
  const anchors = placed.map(anchorXml).join('');
  book.archive.put(
    `xl/drawings/drawing${drawing}.xml`,
    `${XML}<xdr:wsDr xmlns:xdr="${DRAWING}/spreadsheetDrawing" xmlns:a="${DRAWING}/main">${anchors}</xdr:wsDr>`,
  );
  book.archive.put(
    `xl/drawings/_rels/drawing${drawing}.xml.rels`,
    relationshipsXml(targets.map((target) => ({ type: `${RELATIONSHIPS}/chart`, target }))),
  );
  return `../drawings/drawing${drawing}.xml`;
}

function anchorXml({ chart, from, to }: PlacedChart, index: number): string {
  const corner = (name: string, at: Corner, across = 0) =>
    `<xdr:${name}><xdr:col>${at.column}</xdr:col><xdr:colOff>${across}</xdr:colOff><xdr:row>${at.row}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:${name}>`;
  const name = `name="${escapeXml(chart.title)}" descr="${escapeXml(chart.description)}"`;
  return [
    '<xdr:twoCellAnchor editAs="oneCell">',
    corner('from', from),
    corner('to', to, to.across),
    `<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="${index + 2}" ${name}/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr>`,
    '<xdr:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm>',
    `<a:graphic><a:graphicData uri="${DRAWING}/chart"><c:chart xmlns:c="${DRAWING}/chart" xmlns:r="${RELATIONSHIPS}" r:id="rId${index + 1}"/></a:graphicData></a:graphic>`,
    '</xdr:graphicFrame><xdr:clientData/></xdr:twoCellAnchor>',
  ].join('');
}

/** @param size hundredths of a point */
function run(size: number, bold: boolean): string {
  return `sz="${size}" b="${bold ? 1 : 0}"><a:solidFill><a:srgbClr val="${TEXT}"/></a:solidFill>${FACE}`;
}

function textProperties(size: number): string {
  return `<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr ${run(size, false)}</a:defRPr></a:pPr><a:endParaRPr lang="zh-CN"/></a:p></c:txPr>`;
}

function solid(color: string): string {
  return `<a:solidFill><a:srgbClr val="${color}"/></a:solidFill>`;
}

function line(color: string): string {
  return `<c:spPr><a:ln w="6350">${solid(color)}</a:ln></c:spPr>`;
}

function strings(texts: readonly string[]): string {
  const points = texts.map((text, i) => `<c:pt idx="${i}"><c:v>${escapeXml(text)}</c:v></c:pt>`);
  return `<c:strCache><c:ptCount val="${texts.length}"/>${points.join('')}</c:strCache>`;
}

function seriesXml(chart: Chart, { name, nameAt, values, valuesAt, color }: Series, index: number): string {
  const points = values.map((value, i) => `<c:pt idx="${i}"><c:v>${value}</c:v></c:pt>`).join('');
  // A nought has no bar: no figure beside it either.
  const labels = `<c:dLbls><c:numFmt formatCode="#,##0;;" sourceLinked="0"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>${textProperties(800)}<c:dLblPos val="${chart.grouping === 'stacked' ? 'ctr' : 'outEnd'}"/><c:showLegendKey val="0"/><c:showVal val="1"/><c:showCatName val="0"/><c:showSerName val="0"/><c:showPercent val="0"/><c:showBubbleSize val="0"/></c:dLbls>`;
  return [
    `<c:ser><c:idx val="${index}"/><c:order val="${index}"/>`,
    `<c:tx><c:strRef><c:f>${escapeXml(nameAt)}</c:f>${strings([name])}</c:strRef></c:tx>`,
    `<c:spPr>${solid(color)}</c:spPr><c:invertIfNegative val="0"/>`,
    labels,
    `<c:cat><c:strRef><c:f>${escapeXml(chart.categoriesAt)}</c:f>${strings(chart.categories)}</c:strRef></c:cat>`,
    `<c:val><c:numRef><c:f>${escapeXml(valuesAt)}</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val="${values.length}"/>${points}</c:numCache></c:numRef></c:val></c:ser>`,
  ].join('');
}

/** Numbers of the two axes, of which each names the other. */
const CATEGORIES = 500_001;
const VALUES = 500_002;

function chartXml(chart: Chart): string {
  const { title, grouping, series } = chart;
  const heading = `<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr ${run(1200, true)}</a:defRPr></a:pPr><a:r><a:rPr lang="zh-CN" ${run(1200, true)}</a:rPr><a:t>${escapeXml(title)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/></c:title><c:autoTitleDeleted val="0"/>`;
  const bars = [
    `<c:barChart><c:barDir val="bar"/><c:grouping val="${grouping}"/><c:varyColors val="0"/>`,
    ...series.map((one, i) => seriesXml(chart, one, i)),
    `<c:gapWidth val="60"/>${grouping === 'stacked' ? '<c:overlap val="100"/>' : ''}`,
    `<c:axId val="${CATEGORIES}"/><c:axId val="${VALUES}"/></c:barChart>`,
  ].join('');
  // The first chapter stands above; the axis of values, which would turn with it, stays below: it crosses at the end.
  const categories = `<c:catAx><c:axId val="${CATEGORIES}"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>${line(GRID)}${textProperties(900)}<c:crossAx val="${VALUES}"/><c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="0"/></c:catAx>`;
  const values = `<c:valAx><c:axId val="${VALUES}"/><c:scaling><c:orientation val="minMax"/><c:min val="0"/></c:scaling><c:delete val="0"/><c:axPos val="b"/><c:majorGridlines>${line(GRID)}</c:majorGridlines><c:numFmt formatCode="#,##0" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>${line(GRID)}${textProperties(900)}<c:crossAx val="${CATEGORIES}"/><c:crosses val="max"/><c:crossBetween val="between"/></c:valAx>`;
  const legend = `<c:legend><c:legendPos val="b"/><c:overlay val="0"/>${textProperties(900)}</c:legend>`;
  const frame = `<c:spPr>${solid('FFFFFF')}<a:ln w="6350">${solid(GRID)}</a:ln></c:spPr>`;
  return [
    `${XML}<c:chartSpace xmlns:c="${DRAWING}/chart" xmlns:a="${DRAWING}/main" xmlns:r="${RELATIONSHIPS}">`,
    '<c:date1904 val="0"/><c:roundedCorners val="0"/>',
    `<c:chart>${heading}<c:plotArea><c:layout/>${bars}${categories}${values}</c:plotArea>${legend}<c:plotVisOnly val="0"/><c:dispBlanksAs val="gap"/></c:chart>`,
    frame,
    '</c:chartSpace>',
  ].join('');
}
