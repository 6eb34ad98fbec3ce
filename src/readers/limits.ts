/**
 * What one file may cost (isolation): all limits of the room, each with its reason.
 * A file above a limit is unreadable ('too-large', 'timeout'), never a reason to stop the run.
 */

const MB = 1024 * 1024;

export const LIMITS = {
  /** Bytes on disk, per format. Pictures inside are only fetched when a page needs them, so 500 MB of photos is fine. */
  bytes: {
    docx: 500 * MB,
    xlsx: 100 * MB,
    /** Text, not pictures, is what is read of it, a stream at a time. */
    doc: 500 * MB,
    /** Read whole into memory. */
    xls: 64 * MB,
    /** A zip whose parts are read one by one. */
    ofd: 1024 * MB,
    /** Read whole into memory; pictures are written in it as digits. */
    rtf: 64 * MB,
    /** PDFium reads through a callback, so size costs nothing; above 4 GB its 32-bit file length overflows. */
    pdf: 4095 * MB,
    /** Only heads and markers are read. */
    image: 2048 * MB,
    /** Held in memory whole, as UTF-16. */
    text: 64 * MB,
  },
  /** Bytes of PDF that `normalisePdf` takes: PDFium holds the new document in a WASM heap of 2 GB at most. */
  normaliseBytes: 600 * MB,
  zip: {
    /** A folder of 77 units' evidence has fewer; more entries is a bomb or a mistake. */
    entries: 100_000,
    /** Bytes of one XML part when unpacked. The tree built from it takes about ten times as much. */
    xmlPart: 48 * MB,
    /** Bytes of one worksheet when unpacked; it is scanned, not held. */
    sheetPart: 256 * MB,
    /** Bytes of one picture when unpacked. */
    picture: 256 * MB,
  },
  image: {
    /** Pages of one TIFF. */
    frames: 2000,
    /** Figures of one TIFF tag: a strip for each row of a large scan. */
    tagValues: 131_072,
    /** Bytes of one picture when unpacked: A3 at 600 dots per inch in colour takes 210 MB. */
    unpacked: 320 * MB,
    /** Bytes of a file that is unpacked; it is held in memory whole. */
    packed: 512 * MB,
  },
  ofd: {
    pages: 3000,
    /** Graphic objects of one file: a drawing holds a hundred thousand lines. */
    objects: 400_000,
    /** Pages whose text is read. */
    textPages: 3,
    /** mm, of a page. */
    side: 5000,
  },
  doc: {
    /** Bytes of the stream that holds the text, and of the one that holds its tables. */
    stream: 128 * MB,
  },
  active: {
    /** Parts with relationships that are looked through: one for each part that has any. */
    relationshipParts: 1000,
    /** Bytes of an embedded object that is looked into: formulas are small. */
    objectBytes: MB,
  },
  encryption: {
    /** Turns of hashing for a key: ten times what Excel asks for, which takes a few seconds. */
    spins: 1_000_000,
    /** Bytes of the stream that tells how a file is encrypted: 3 KB with the keys of several people. */
    descriptor: MB,
  },
  xml: {
    /** Elements inside one another. Word stops long before; protects the stack. */
    depth: 400,
  },
  /** Paragraph nesting: tables in tables, text boxes in text boxes. Word itself allows about 60. */
  nesting: 60,
  /** Characters kept of what one chart of a Word file says. */
  chartWords: 2000,
  sheet: {
    /** Cells with text that are kept of one workbook. */
    cells: 2_000_000,
    /** Characters of text that are kept of one workbook; one long shared string in every cell is a known bomb. */
    characters: 50_000_000,
    /** Characters of one cell: Excel's own limit. */
    cellCharacters: 32_767,
    /** Cells of one sheet as a rectangle, empty ones included. */
    gridCells: 10_000_000,
    /** Excel's own largest row and column; a cell beyond them is no cell. */
    rows: 1_048_576,
    columns: 16_384,
    /** Cells that filling a merged area may add: whole merged columns are common and hold nothing. */
    mergedCells: 100_000,
  },
  pdf: {
    /** Pages whose text is read: titles, document numbers and classification marks stand there. */
    textPages: 3,
    /** Pages whose size is read (model: at most the first 50). */
    sizes: 50,
    /** Characters of text per page. */
    textChars: 20_000,
    /** Pages that are looked at one by one: 1 ms each where a page holds a scan. */
    factPages: 300,
    /** Objects on the pages of a file that are looked at: a drawing holds a hundred thousand lines. */
    objects: 300_000,
    /** Pages drawn to see whether they are blank: 150 ms each where a picture must be unpacked. */
    drawnPages: 20,
    /** Pixels of a picture that is unpacked for that, all of it in memory: A4 at 600 dots per inch. */
    drawnPixels: 40_000_000,
    bookmarks: 5000,
    /** On one page. */
    annotations: 1000,
    /** Bytes that are searched for actions. */
    scannedBytes: 128 * MB,
  },
  /** Seconds for one file in the pool; the slowest honest file measured (100 MB of PDF) takes 2. */
  seconds: 60,
  /** MB of JavaScript heap per worker; what WASM and buffers take comes on top. */
  workerHeap: 768,
  /** MB of it for what has just been made; without a limit it grows to 48 in each worker, most of it waste. */
  workerYoung: 6,
} as const;
