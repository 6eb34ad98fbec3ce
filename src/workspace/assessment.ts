/** 自评表 as departments deliver it → grades by standard. Judges nothing: odd numbers and grades are kept as written. */
import type { Document } from '../model/document.js';
import { foldName } from '../model/fold.js';
import type { InventoryFile } from '../model/inventory.js';
import type { Pack } from '../model/pack.js';
import type { Assessment } from '../model/procedure.js';
import type { AssessmentRow, SelfAssessment } from '../model/workspace.js';
import { type Cell, type Grid, gridsOf, type Row } from './assessment-grid.js';
import { findHead, type Head } from './assessment-head.js';
import { numeralsOf, Standards } from './assessment-standard.js';

/** @returns what the first of the files says that has a table with a head that can be told; null where none has */
export function selfAssessmentOf(
  files: readonly InventoryFile[],
  documents: ReadonlyMap<string, Document>,
  pack: Pack,
): SelfAssessment | null {
  if (pack.assessment === null || files.length === 0) return null;
  const standards = new Standards(pack);
  for (const file of files) {
    const grids = gridsOf(documents.get(file.path));
    const rows = grids === null ? null : rowsOf(grids, pack.assessment, standards);
    if (rows !== null) return { file, rows };
  }
  return null;
}

function rowsOf(
  grids: readonly Grid[],
  assessment: Assessment,
  standards: Standards,
): AssessmentRow[] | null {
  const tables: { grid: Grid; head: Head; from: number }[] = [];
  for (const grid of grids) {
    const head = findHead(grid, assessment);
    const before = tables.at(-1)?.head;
    if (head) tables.push({ grid, head, from: head.row + 1 });
    // A table that goes on on the next page may not repeat its head.
    else if (before && before.width === grid.rows[0]?.cells.length)
      tables.push({ grid, head: before, from: 0 });
  }
  if (tables.length === 0) return null;
  const reader = new RowReader(assessment, standards, restarts(tables, standards.parts.length));
  for (const { grid, head, from } of tables) {
    reader.enter(grid.name, head);
    for (const row of grid.rows.slice(from)) reader.read(row);
  }
  return reader.rows;
}

/** What a heading that is merged over the row says, it says in its first column alone. */
function at(row: Row, column: number | undefined): Cell {
  const cell = (column === undefined ? undefined : row.cells[column]) ?? NOTHING;
  return cell.fromLeft ? NOTHING : cell;
}

const NOTHING: Cell = { text: '', fromAbove: false, fromLeft: false };

/** Whether the numbers begin anew as often as the list has parts: then they tell the part where no heading does. */
function restarts(tables: readonly { grid: Grid; head: Head; from: number }[], parts: number): boolean {
  const numbers = tables.flatMap(({ grid, head, from }) =>
    grid.rows.slice(from).flatMap((row) => bareNumber(at(row, head.number)) ?? []),
  );
  return parts > 1 && numbers.filter((no, i) => no === 1 && numbers[i - 1] !== 1).length === parts;
}

function bareNumber({ text, fromAbove }: Cell): number | null {
  return !fromAbove && /^\D?\d+\D?$/.test(text) ? Number(text.replace(/\D/g, '')) : null;
}

class RowReader {
  readonly rows: AssessmentRow[] = [];
  readonly #assessment: Assessment;
  readonly #standards: Standards;
  /** Numbers that begin anew stand for parts. */
  readonly #counted: boolean;
  #head: Head = { row: 0, width: 0, ticks: [] };
  #sheet: string | null = null;
  /** Named by a heading or a column. */
  #part: string | null = null;
  #begun = 0;
  #last: number | null = null;

  constructor(assessment: Assessment, standards: Standards, counted: boolean) {
    this.#assessment = assessment;
    this.#standards = standards;
    this.#counted = counted;
  }

  enter(sheet: string | null, head: Head): void {
    this.#sheet = sheet;
    this.#head = head;
    const named = sheet === null ? null : this.#standards.partIn(sheet);
    if (named !== null) this.#part = named;
  }

  read(row: Row): void {
    const { number, standard, part, grade, grounds, evidence } = this.#head;
    const cell = at(row, number);
    const said = row.cells.filter((c, i) => c.text !== '' && !c.fromLeft && !(i === part && c.fromAbove));
    if (said.length === 0 || this.#repeatsHead(row)) return;
    const last = this.rows.at(-1);
    if (cell.fromAbove && cell.text !== '' && last) {
      const more = (before: string, { text, fromAbove }: Cell) =>
        fromAbove || text === '' ? before : before === '' ? text : `${before}\n${text}`;
      last.grounds = more(last.grounds, at(row, grounds));
      last.evidence = more(last.evidence, at(row, evidence));
      return;
    }
    const named = at(row, part).text === '' ? null : this.#standards.partIn(at(row, part).text);
    if (named !== null) this.#part = named;
    const graded = this.#head.ticks.length > 0 ? this.#ticked(row) : at(row, grade).text;
    if (graded === '' && this.#heading(said, cell)) return;
    const bare = bareNumber(cell);
    if (bare === 1 && this.#last !== 1) this.#begun += 1;
    if (bare !== null) this.#last = bare;
    const inPart =
      this.#part ?? (this.#counted ? (this.#standards.parts[Math.max(0, this.#begun - 1)] ?? null) : null);
    const text = at(row, standard).text;
    const found = this.#standards.find(cell.text, inPart, text);
    // 合计, 备注, 填表人 and notes below the table.
    if (found === null && numeralsOf(cell.text) === null && (cell.text !== '' || graded === '')) return;
    this.rows.push({
      number: cell.text,
      standard: text,
      unit: found?.unit ?? null,
      indicator: found?.indicator ?? null,
      gradeText: graded,
      grade: this.#gradeOf(graded),
      grounds: at(row, grounds).text,
      evidence: at(row, evidence).text,
      where: { row: row.number, ...(this.#sheet === null ? {} : { sheet: this.#sheet }) },
    });
  }

  #repeatsHead(row: Row): boolean {
    const { grade, ticks } = this.#head;
    const [column, words] =
      grade === undefined
        ? [ticks[0]?.column, ticks.map((t) => foldName(t.grade))]
        : [grade, [foldName(this.#assessment.columns[0])]];
    return (
      words.includes(foldName(at(row, column).text)) && numeralsOf(at(row, this.#head.number).text) === null
    );
  }

  /** 二、行政决策依法科学民主; (一)…, and lines that belong to no standard. */
  #heading(said: readonly Cell[], number: Cell): boolean {
    const text = said.map((cell) => cell.text).join('');
    const lone = said.length === 1 || (said.length === 2 && /^[^\d]+$/.test(number.text));
    if (!lone) return false;
    const named = this.#standards.partIn(text);
    const numbered = /^\D*\d+\D*$/.test(number.text);
    if (named !== null && !numbered) {
      this.#part = named;
      return true;
    }
    return !numbered && this.#standards.find(number.text, this.#part, text) === null;
  }

  #ticked(row: Row): string {
    return this.#head.ticks
      .filter(({ column }) => !/^[×✗xX否]?$/.test(at(row, column).text))
      .map(({ grade }) => grade)
      .join('、');
  }

  #gradeOf(text: string): string | null {
    const said = gradeKey(text);
    return this.#assessment.grades.find(({ name }) => gradeKey(name) === said)?.name ?? null;
  }
}

/** “达标”, 已达标, 达标。 are one grade; 不达标 is 未达标. */
function gradeKey(text: string): string {
  return foldName(text)
    .replace(/\([^()]*\)|[^\p{L}\p{N}]/gu, '')
    .replace(/^(?:自评)?(?:等次)?(?:为|已)/, '')
    .replace(/^(?:不|没有|尚未)/, '未');
}
