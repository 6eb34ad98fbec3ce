/** The end of a volume: its catalog with names, colour and metadata, when all pages are written (ISO 32000-1 §7.7.2). */
import { deflateSync } from 'node:zlib';
import type { FormFields } from './form.js';
import type { VolumeJob } from './job.js';
import { writeInfo, writeXmp } from './metadata.js';
import { dict, Name, Raw, Ref, textString } from './objects.js';
import type { OptionalContent } from './optional-content.js';
import type { VolumeOutline } from './outline.js';
import type { PageTree } from './page-tree.js';
import { SRGB_NAME, srgbProfile } from './srgb.js';
import type { StructureTree } from './structure.js';
import { serialise } from './syntax.js';
import type { PdfWriter } from './writer.js';

export interface CatalogParts {
  outline: VolumeOutline;
  layers: OptionalContent;
  fields: FormFields;
  tree: PageTree;
  structure: StructureTree;
  /** Piece id → its first page, 1-based; those beyond `total` have none. */
  firsts: readonly [string, number][];
  total: number;
  /** The volume keeps to PDF/A-2b. */
  pdfa: boolean;
}

/** Writes the catalog and all that hangs on it alone. @returns what the trailer names. */
export function writeCatalog(
  writer: PdfWriter,
  job: VolumeJob,
  parts: CatalogParts,
): { root: Ref; info: Ref } {
  const outlines = parts.outline.write(writer);
  const layers = parts.layers.write(writer);
  parts.structure.write();
  const metadata = writeXmp(writer, job.info, parts.pdfa);
  const root = writer.add(
    dict({
      Type: new Name('Catalog'),
      Version: new Name('1.7'),
      Pages: parts.tree.write(),
      Lang: textString(job.info.lang),
      PageMode: new Name(outlines === null ? 'UseNone' : 'UseOutlines'),
      ViewerPreferences: dict({ DisplayDocTitle: true }),
      MarkInfo: dict({ Marked: true }),
      StructTreeRoot: new Ref(parts.structure.root),
      PageLabels: new Raw(`<</Nums[0<</S/D/St ${job.firstPrinted}>>]>>`),
      Names: dict({ Dests: writeNames(writer, parts) }),
      // Readers that know it draw colours of strangers' files by it: it stands only where it is asked for.
      OutputIntents: parts.pdfa ? [writeOutputIntent(writer)] : undefined,
      Metadata: metadata,
      Outlines: outlines ?? undefined,
      OCProperties: layers ?? undefined,
      AcroForm: parts.fields.write(writer) ?? undefined,
    }),
  );
  return { root, info: writeInfo(writer, job.info) };
}

/** What RGB and grey of the volume's own pages, and of pictures without a profile, mean (ISO 19005-2 §6.2.3). */
function writeOutputIntent(writer: PdfWriter): Ref {
  const profile = writer.addStream(
    dict({ N: 3, Filter: new Name('FlateDecode') }),
    deflateSync(srgbProfile()),
  );
  return writer.add(
    dict({
      Type: new Name('OutputIntent'),
      S: new Name('GTS_PDFA1'),
      OutputConditionIdentifier: textString(SRGB_NAME),
      Info: textString(SRGB_NAME),
      RegistryName: textString('http://www.color.org'),
      DestOutputProfile: profile,
    }),
  );
}

/** Piece id → page, for `file.pdf#nameddest=…`. */
function writeNames(writer: PdfWriter, { firsts, total, tree }: CatalogParts): Ref {
  const rows = firsts
    .filter(([, first]) => first <= total)
    .map(([id, first]) => ({ key: textString(id), first }))
    .map(({ key, first }) => ({ bytes: key.bytes, text: serialise(key), first }))
    // Name trees are sorted by bytes (§7.9.6).
    .sort((a, b) => (a.bytes < b.bytes ? -1 : a.bytes > b.bytes ? 1 : 0));
  const names = rows.map(({ text, first }) => `${text}[${tree.pageObject(first)} 0 R/Fit]`).join(' ');
  return writer.add(new Raw(`<</Names[${names}]>>`));
}
