/**
 * The Excel side of the dossier: plan, workspace and report → one .xlsx beside the volumes. Written as a
 * stream: memory does not grow with the sheets. Same input, same bytes.
 */
import { createHash } from 'node:crypto';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import type { Report } from '../model/finding.js';
import type { Lang } from '../model/lang.js';
import type { DossierPlan } from '../model/plan.js';
import type { Workspace } from '../model/workspace.js';
import { writeBook } from './book.js';
import { departmentSheet } from './departments.js';
import { findingSheet } from './findings.js';
import { catalogueSheet, offlineSheet } from './materials.js';
import { noteSheet } from './notes.js';
import { dossierTitle, overviewSheet } from './overview.js';
import { statisticsSheet } from './statistics.js';
import { urlSheet } from './urls.js';

export interface WorkbookInput {
  plan: DossierPlan;
  workspace: Workspace;
  report: Report;
  lang: Lang;
  /** ISO date (2024-12-20): the only date that goes into the file besides those of the input. */
  date: string;
  /** File name of a volume's PDF, in the folder of the workbook. @param volume `volumes[].no` */
  pdfFileOf(volume: number): string;
  /** Marks every sheet 草稿. */
  draft: boolean;
}

/**
 * Writes the workbook beside the target and renames it into place: an interrupted run leaves the old one whole.
 * @param target absolute path of the .xlsx
 * @returns size in bytes and SHA-256 (hex) of what was written
 * @throws Error if the date is no ISO date or a finding has no card (bugs), and what the file system says
 */
export async function writeWorkbook(
  target: string,
  input: WorkbookInput,
): Promise<{ bytes: number; sha256: string }> {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(input.date) || Number.isNaN(Date.parse(`${input.date}T00:00:00Z`))) {
    throw new Error(`not an ISO date: ${input.date}`);
  }
  const unfinished = `${target}.part`;
  const file = await open(unfinished, 'w');
  try {
    const written = await writeInto(file, input);
    await file.close();
    await rename(unfinished, target);
    return written;
  } catch (error) {
    await file.close();
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function writeInto(file: FileHandle, input: WorkbookInput): Promise<{ bytes: number; sha256: string }> {
  const { lang, date, draft, report } = input;
  const hash = createHash('sha256');
  let bytes = 0;
  const setting = { lang, title: dossierTitle(input), date, draft, tool: report.tool };
  const sink = async (chunk: Uint8Array) => {
    hash.update(chunk);
    bytes += chunk.length;
    await file.appendFile(chunk);
  };
  await writeBook(setting, sink, async (put) => {
    await put(overviewSheet(input));
    await put(catalogueSheet(input));
    await put(urlSheet(input));
    await put(findingSheet(input));
    await put(departmentSheet(input));
    await put(statisticsSheet(input));
    await put(offlineSheet(input));
    await put(noteSheet(input));
  });
  return { bytes, sha256: hash.digest('hex') };
}
