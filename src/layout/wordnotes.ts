/** Footnotes and endnotes of Word documents: at the foot of the page that calls for them, or at the document's end. */
import type { Block, NoteInline } from '../model/document.js';
import { lineStrip, type Strip } from './flow.js';
import { inlineSpan, noteMark, STANDARD, trimStart } from './inline.js';
import { type Span, setLines } from './lines.js';
import { GREY, HAIRLINE, PITCH, SMALL_SIZE } from './style.js';
import { pictureStrips } from './wordpicture.js';
import type { WordRun } from './wordrun.js';
import { cellStrips, placeWordTable } from './wordtable.js';

/** Distance of lines of notes, pt. */
const NOTE_PITCH = 15;

/** A note's lines in the width of the type area. */
export function noteStrips(
  run: WordRun,
  note: Block[],
  mark: Pick<NoteInline, 'of' | 'index'> | null,
): Strip[] {
  const { width, height } = run.flow.frame;
  let label: Span[] = mark
    ? [
        {
          text: mark.of === 'footnote' ? `${noteMark(mark)}. ` : `${noteMark(mark)} `,
          role: 'song',
          size: SMALL_SIZE,
        },
      ]
    : [];
  return note.flatMap((block): Strip[] => {
    if (block.kind === 'table')
      return block.rows.flatMap((row) =>
        row.cells.flatMap((cell) => cellStrips(run, cell, width, SMALL_SIZE, false)),
      );
    const place = { look: STANDARD, level: 9, size: SMALL_SIZE, ground: null };
    const spans = block.inlines.flatMap((inline) =>
      inline.kind === 'picture' ? [] : [{ ...inlineSpan(inline, place), size: SMALL_SIZE }],
    );
    if (block.label) spans.unshift({ text: block.label, role: 'fangsong', size: SMALL_SIZE });
    const lines = setLines([...label, ...trimStart(spans)], run.flow.fonts, { width, align: 'justify' });
    label = [];
    const pictures = block.inlines.filter((inline) => inline.kind === 'picture');
    return [
      ...lines.map((line) => lineStrip(line, NOTE_PITCH)),
      ...pictureStrips(pictures, run, width, height / 2, 'left'),
    ];
  });
}

/** Notes that stand on no page yet, under a head. `of`: null for text boxes that no paragraph holds. */
export function placeNotes(
  run: WordRun,
  head: string,
  notes: { note: Block[]; mark: Pick<NoteInline, 'of' | 'index'> | null }[],
): void {
  const { flow } = run;
  const said = notes.filter(({ note }) => note.some(speaks));
  if (said.length === 0) return;
  flow.space(PITCH / 2);
  flow.need(PITCH * 2);
  const { x } = flow.frame;
  const rule = { kind: 'line', x1: x, y1: flow.y, x2: x + 120, y2: flow.y } as const;
  flow.page.items.push({ ...rule, width: HAIRLINE, color: GREY });
  flow.y += 4;
  flow.paragraph([{ text: head, role: 'hei', size: SMALL_SIZE }], { pitch: 16 });
  for (const { note, mark } of said) {
    const plain = note.filter((block) => block.kind === 'paragraph');
    flow.within('Note', () => {
      for (const strip of noteStrips(run, plain, mark)) flow.place(strip);
    });
    for (const block of note) if (block.kind === 'table') placeWordTable(run, block);
  }
}

/** Whether a block shows anything. */
export function speaks(block: Block): boolean {
  if (block.kind === 'table') return true;
  return block.inlines.some(
    (inline) => inline.kind === 'picture' || (inline.kind === 'text' && inline.text.trim() !== ''),
  );
}
