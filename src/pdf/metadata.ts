/**
 * Info dictionary and XMP of a volume, from what the job says alone: no clock, no machine name. Both say the same;
 * the XMP also says whether the volume is PDF/A-2b (ISO 19005-2 §6.6).
 */
import type { VolumeInfo } from './job.js';
import { dict, Name, PdfString, type Ref, textString } from './objects.js';
import type { PdfWriter } from './writer.js';

export function writeInfo(writer: PdfWriter, info: VolumeInfo): Ref {
  const date = pdfDate(info.date);
  return writer.add(
    dict({
      Title: textString(info.title),
      Author: textString(info.author),
      Subject: textString(info.subject),
      Producer: textString(info.producer),
      Creator: textString(info.producer),
      CreationDate: date === null ? undefined : new PdfString(`(${date})`),
      ModDate: date === null ? undefined : new PdfString(`(${date})`),
    }),
  );
}

/** @param pdfa the volume keeps to PDF/A-2b. */
export function writeXmp(writer: PdfWriter, info: VolumeInfo, pdfa: boolean): Ref {
  const date =
    pdfDate(info.date) !== null
      ? `<xmp:CreateDate>${xml(info.date)}</xmp:CreateDate><xmp:ModifyDate>${xml(info.date)}</xmp:ModifyDate>`
      : '';
  const packet =
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n' +
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">' +
    '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" ' +
    'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">' +
    `<dc:format>application/pdf</dc:format><dc:title>${alternative(info.title)}</dc:title>` +
    `<dc:creator><rdf:Seq><rdf:li>${xml(info.author)}</rdf:li></rdf:Seq></dc:creator>` +
    `<dc:description>${alternative(info.subject)}</dc:description>` +
    `<dc:language><rdf:Bag><rdf:li>${xml(info.lang)}</rdf:li></rdf:Bag></dc:language>` +
    `<xmp:CreatorTool>${xml(info.producer)}</xmp:CreatorTool>${date}` +
    `<pdf:Producer>${xml(info.producer)}</pdf:Producer>` +
    (pdfa
      ? '<pdfaid:part xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">2</pdfaid:part>' +
        '<pdfaid:conformance xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">B</pdfaid:conformance>'
      : '') +
    '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="r"?>';
  return writer.addStream(
    dict({ Type: new Name('Metadata'), Subtype: new Name('XML') }),
    Buffer.from(packet, 'utf8'),
  );
}

function alternative(text: string): string {
  return `<rdf:Alt><rdf:li xml:lang="x-default">${xml(text)}</rdf:li></rdf:Alt>`;
}

function xml(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 has no place for them.
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
  );
}

/** ISO 8601 → D:YYYYMMDDHHmmSS+HH'mm' (§7.9.4); null if it is no date. */
export function pdfDate(iso: string): string | null {
  const match =
    /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/.exec(iso);
  if (match === null) return null;
  const [, year, month, day, hour, minute, second = '00', zone] = match;
  // As much as the XMP says, no more: a day is no midnight.
  if (hour === undefined || minute === undefined) return `D:${year}${month}${day}`;
  const offset = zone === undefined ? '' : zone === 'Z' ? 'Z' : `${zone.slice(0, 3)}'${zone.slice(-2)}'`;
  return `D:${year}${month}${day}${hour}${minute}${second}${offset}`;
}
