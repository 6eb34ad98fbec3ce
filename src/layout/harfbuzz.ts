/**
 * Cuts fonts with HarfBuzz, the shaping and subsetting library of browsers, as a WebAssembly module. Its memory never
 * shrinks, so the cuts of each face have an instance of their own. Does not touch the disk.
 */

/** What is used of the module; all are pointers or numbers. Named as in hb.h and hb-subset.h. */
interface HarfBuzz {
  memory: { buffer: ArrayBuffer };
  _initialize(): void;
  malloc(bytes: number): number;
  free(place: number): void;
  hb_blob_create(data: number, length: number, mode: number, user: number, destroy: number): number;
  hb_blob_get_data(blob: number, length: number): number;
  hb_blob_get_length(blob: number): number;
  hb_blob_destroy(blob: number): void;
  hb_face_create(blob: number, index: number): number;
  hb_face_reference_blob(face: number): number;
  hb_face_destroy(face: number): void;
  hb_set_add(set: number, value: number): void;
  hb_set_clear(set: number): void;
  hb_subset_input_create_or_fail(): number;
  hb_subset_input_destroy(input: number): void;
  hb_subset_input_set(input: number, which: number): number;
  hb_subset_input_unicode_set(input: number): number;
  hb_subset_input_get_flags(input: number): number;
  hb_subset_input_set_flags(input: number, flags: number): void;
  hb_subset_input_pin_axis_location(input: number, face: number, axis: number, value: number): number;
  hb_subset_or_fail(face: number, input: number): number;
}

/** hb_memory_mode_t: the library may write where the font lies. */
const WRITABLE = 2;
/** hb_subset_sets_t */
const DROPPED_TABLES = 3;
const KEPT_FEATURES = 6;
/** hb_subset_flags_t: a PDF is drawn without hints, and shows glyphs, not what they may turn into. */
const NO_HINTING = 1;
const NO_LAYOUT_CLOSURE = 0x200;

export interface Cut {
  /** Code points to keep. */
  codes: Iterable<number>;
  /** Tags of tables to leave out. */
  dropped: Iterable<string>;
  /** Weight (axis wght) that a variable font is set to. */
  weight?: number | undefined;
}

/** A TrueType or OpenType file with some characters alone, without hints and layout features. Throws if it is refused. */
export type Cutter = (font: Uint8Array, cut: Cut) => Uint8Array;

/**
 * @param bytes of harfbuzz-subset.wasm, asked for with the first cut
 * @returns what starts a cutter: for one face, of one file or many
 */
export function harfBuzz(bytes: () => Uint8Array): () => Cutter {
  let module: WebAssembly.Module | null = null;
  return () => {
    module ??= new WebAssembly.Module(Uint8Array.from(bytes()));
    const hb = new WebAssembly.Instance(module).exports as unknown as HarfBuzz;
    hb._initialize();
    return (font, cut) => cutFont(hb, font, cut);
  };
}

function cutFont(hb: HarfBuzz, font: Uint8Array, { codes, dropped, weight }: Cut): Uint8Array {
  const place = sound(hb.malloc(font.length), 'malloc');
  new Uint8Array(hb.memory.buffer).set(font, place);
  const blob = hb.hb_blob_create(place, font.length, WRITABLE, 0, 0);
  const face = hb.hb_face_create(blob, 0);
  const input = sound(hb.hb_subset_input_create_or_fail(), 'hb_subset_input_create');
  hb.hb_set_clear(hb.hb_subset_input_set(input, KEPT_FEATURES));
  const flags = hb.hb_subset_input_get_flags(input);
  hb.hb_subset_input_set_flags(input, flags | NO_HINTING | NO_LAYOUT_CLOSURE);
  const tables = hb.hb_subset_input_set(input, DROPPED_TABLES);
  for (const name of dropped) hb.hb_set_add(tables, tag(name));
  const characters = hb.hb_subset_input_unicode_set(input);
  for (const code of codes) hb.hb_set_add(characters, code);
  if (weight !== undefined)
    sound(hb.hb_subset_input_pin_axis_location(input, face, tag('wght'), weight), 'pinning wght');
  const subset = sound(hb.hb_subset_or_fail(face, input), 'hb_subset');
  const result = hb.hb_face_reference_blob(subset);
  const start = hb.hb_blob_get_data(result, 0);
  const length = sound(hb.hb_blob_get_length(result), 'the cut font');
  const bytes = new Uint8Array(hb.memory.buffer).slice(start, start + length);
  for (const held of [result, blob]) hb.hb_blob_destroy(held);
  for (const held of [subset, face]) hb.hb_face_destroy(held);
  hb.hb_subset_input_destroy(input);
  hb.free(place);
  return bytes;
}

function sound(pointer: number, step: string): number {
  if (pointer === 0) throw new Error(`HarfBuzz: ${step} failed`);
  return pointer;
}

/** Four letters as the number that OpenType makes of them. */
function tag(letters: string): number {
  return [...letters].reduce((value, letter) => (value << 8) | letter.charCodeAt(0), 0);
}
