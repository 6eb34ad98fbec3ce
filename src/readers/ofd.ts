/**
 * OFD (GB/T 33190-2016), the national fixed-layout format: the facts and text that rules look at, and the pages as
 * display lists. Layers, templates, annotations and seals lie in the order of the standard. What is signed is not
 * verified here, and nothing in a file is run.
 */
import type { OfdDocument } from '../model/document.js';
import type { Drawing, DrawingItem, DrawingPage, Matrix } from '../model/drawing.js';
import { ReadFailure } from './failure.js';
import { LIMITS } from './limits.js';
import { boxPath, OfdObjects } from './ofd-objects.js';
import { child, children, local, numbers, OfdPackage, textIn } from './ofd-package.js';
import { apply, UNIT } from './ofd-path.js';
import { OfdResources } from './ofd-resources.js';
import { sealPicture } from './ofd-seal.js';
import { kids, type XmlNode } from './xml.js';
import { ZipFile } from './zip.js';

const MM = 72 / 25.4;
/** mm, where neither page nor document says: A4. */
const A4 = [0, 0, 210, 297];
const SEAL_RED = 'C00000';

/** Facts and text. Throws ReadFailure. */
export async function readOfd(path: string, absolute: string): Promise<OfdDocument> {
  return withPackage(absolute, async (opened) => {
    const pages: DrawingPage[] = [];
    for (const index of opened.pages.keys())
      pages.push(index < LIMITS.ofd.textPages ? await opened.page(index) : await opened.blank(index));
    return {
      kind: 'ofd',
      path,
      pages: pages.length,
      sizes: pages.map(({ width, height }) => ({ width, height })).slice(0, LIMITS.pdf.sizes),
      text: pages.slice(0, LIMITS.ofd.textPages).map(textOfPage).join('\f'),
      textPages: Math.min(pages.length, LIMITS.ofd.textPages),
      title: opened.title,
    };
  });
}

/** All pages. Throws ReadFailure. */
async function drawOfd(absolute: string): Promise<Drawing> {
  return withPackage(absolute, async (opened) => {
    const pages: DrawingPage[] = [];
    for (const index of opened.pages.keys()) pages.push(await opened.page(index));
    return { pages };
  });
}

/** All pages, or null for a file that has none to show. Never throws. */
export async function drawingOf(absolute: string): Promise<Drawing | null> {
  try {
    return await drawOfd(absolute);
  } catch {
    // Whatever a stranger's file makes go wrong: a page says that it could not be bound.
    return null;
  }
}

async function withPackage<T>(absolute: string, use: (opened: OpenOfd) => Promise<T>): Promise<T> {
  const zip = await ZipFile.open(absolute);
  try {
    return await use(await OpenOfd.open(zip));
  } finally {
    await zip.close();
  }
}

interface PagePart {
  id: string;
  location: string;
}

class OpenOfd {
  readonly pages: PagePart[];
  readonly title: string;
  readonly #source: OfdPackage;
  readonly #name: string;
  readonly #document: XmlNode;
  readonly #resources: OfdResources;
  readonly #objects: OfdObjects;
  readonly #templates = new Map<string, { name: string; root: XmlNode }>();
  /** What lies above a page, by its id: annotations, then seals. */
  readonly #above = new Map<string, ((objects: OfdObjects) => DrawingItem[])[]>();

  private constructor(
    source: OfdPackage,
    name: string,
    document: XmlNode,
    resources: OfdResources,
    title: string,
  ) {
    this.#source = source;
    this.#name = name;
    this.#document = document;
    this.#resources = resources;
    this.#objects = new OfdObjects(resources);
    this.title = title;
    this.pages = children(child(document, 'Pages'), 'Page').map(({ attributes }) => ({
      id: attributes.ID ?? '',
      location: attributes.BaseLoc ?? '',
    }));
  }

  /** @param bare without what lies above its pages: a seal has no seals */
  static async open(zip: ZipFile, bare = false): Promise<OpenOfd> {
    const source = new OfdPackage(zip);
    const { root } = await source.need('OFD.xml', '');
    // One file can hold several documents; all programs show the first.
    const body = child(root, 'DocBody');
    const { name, root: document } = await source.need(textIn(body, 'DocRoot'), 'OFD.xml');
    const resources = new OfdResources();
    await resources.add(source, child(document, 'CommonData'), name);
    const opened = new OpenOfd(source, name, document, resources, textIn(child(body, 'DocInfo'), 'Title'));
    if (opened.pages.length === 0) throw new ReadFailure('damaged', 'OFD without pages');
    if (opened.pages.length > LIMITS.ofd.pages)
      throw new ReadFailure('too-large', `${opened.pages.length} pages`);
    if (bare) return opened;
    await opened.#readAnnotations();
    await opened.#readSeals(textIn(body, 'Signatures'), zip);
    return opened;
  }

  /** The page's size alone. */
  async blank(index: number): Promise<DrawingPage> {
    const part = this.pages[index];
    const { root } = await this.#source.need(part?.location ?? '', this.#name);
    const [, , width = 0, height = 0] = this.#box(root);
    return { width: width * MM, height: height * MM, items: [] };
  }

  async page(index: number): Promise<DrawingPage> {
    const part = this.pages[index];
    const { name, root } = await this.#source.need(part?.location ?? '', this.#name);
    await this.#resources.add(this.#source, root, name);
    const [x = 0, y = 0, width = 0, height = 0] = this.#box(root);
    const matrix: Matrix = [MM, 0, 0, MM, -x * MM, -y * MM];
    const back: DrawingItem[] = [];
    const front: DrawingItem[] = [];
    for (const use of children(root, 'Template')) {
      const template = await this.#template(use.attributes.TemplateID ?? '');
      if (template === null) continue;
      const items = this.#layers(template, matrix);
      (use.attributes.ZOrder === 'Foreground' ? front : back).push(...items);
    }
    const items = [...back, ...this.#layers(root, matrix), ...front];
    for (const draw of this.#above.get(part?.id ?? '') ?? [])
      items.push(...draw(this.#objects).map((item) => moved(item, matrix)));
    return { width: width * MM, height: height * MM, items };
  }

  #box(page: XmlNode): number[] {
    const areas = [child(page, 'Area'), child(child(this.#document, 'CommonData'), 'PageArea')];
    const boxes = areas.map((area) => numbers(textIn(area, 'PhysicalBox')));
    const box = boxes.find(([, , w = 0, h = 0]) => w > 0 && h > 0) ?? A4;
    if (Math.max(...box.map(Math.abs)) > LIMITS.ofd.side)
      throw new ReadFailure('damaged', 'a page without bounds');
    return box;
  }

  /** Background, body, foreground, whatever order the file has them in (§7.7). */
  #layers(page: XmlNode, matrix: Matrix): DrawingItem[] {
    const order = ['Background', 'Body', 'Foreground'];
    const rank = (layer: XmlNode): number => {
      const at = order.indexOf(layer.attributes.Type ?? 'Body');
      return at < 0 ? 1 : at;
    };
    return kids(child(page, 'Content') ?? page)
      .filter((node) => local(node) === 'Layer')
      .sort((a, b) => rank(a) - rank(b))
      .flatMap((layer) => this.#objects.draw(layer, matrix, 1, layer.attributes.DrawParam));
  }

  async #template(id: string): Promise<XmlNode | null> {
    const known = this.#templates.get(id);
    if (known) return known.root;
    const entry = children(child(this.#document, 'CommonData'), 'TemplatePage').find(
      (one) => one.attributes.ID === id,
    );
    const name = entry ? this.#source.resolve(entry.attributes.BaseLoc ?? '', this.#name) : null;
    const root = await this.#source.xml(name);
    if (name === null || root === null) return null;
    await this.#resources.add(this.#source, root, name);
    this.#templates.set(id, { name, root });
    return root;
  }

  #put(page: string, draw: (objects: OfdObjects) => DrawingItem[]): void {
    this.#above.set(page, [...(this.#above.get(page) ?? []), draw]);
  }

  /** Marks, stamps, watermarks: what has an appearance and is not hidden (§12). */
  async #readAnnotations(): Promise<void> {
    const name = this.#source.resolve(textIn(this.#document, 'Annotations'), this.#name);
    const list = await this.#source.xml(name);
    for (const page of children(list, 'Page')) {
      const part = this.#source.resolve(textIn(page, 'FileLoc'), name ?? '');
      const root = await this.#source.xml(part);
      for (const annotation of children(root, 'Annot')) {
        const appearance = child(annotation, 'Appearance');
        if (annotation.attributes.Visible === 'false' || appearance === null) continue;
        const [x = 0, y = 0] = numbers(appearance.attributes.Boundary);
        this.#put(page.attributes.PageID ?? '', (objects) => objects.draw(appearance, [1, 0, 0, 1, x, y]));
      }
    }
  }

  /** Electronic seals (§14): their picture where it can be had, else their outline. */
  async #readSeals(location: string, zip: ZipFile): Promise<void> {
    const name = this.#source.resolve(location, 'OFD.xml');
    const list = await this.#source.xml(name);
    for (const signature of children(list, 'Signature')) {
      const part = this.#source.resolve(signature.attributes.BaseLoc ?? '', name ?? '');
      const root = await this.#source.xml(part);
      const signed = child(root, 'SignedInfo');
      const holders = [textIn(child(signed, 'Seal'), 'BaseLoc'), textIn(root, 'SignedValue')]
        .map((where) => (where === '' ? null : this.#source.resolve(where, part ?? '')))
        .filter((one): one is string => one !== null);
      const picture = await sealLook(holders, zip);
      for (const stamp of children(signed, 'StampAnnot')) {
        const box = numbers(stamp.attributes.Boundary);
        const clip = numbers(stamp.attributes.Clip);
        this.#put(stamp.attributes.PageRef ?? '', () => sealItems(box, clip, picture));
      }
    }
  }
}

/** What a seal shows: a part that holds its picture, the drawing that it is itself, or nothing that can be had. */
type SealLook = { part: string } | { drawing: DrawingPage } | null;

async function sealLook(parts: string[], zip: ZipFile): Promise<SealLook> {
  for (const part of parts) {
    const bytes = await zip.read(part, LIMITS.zip.picture);
    const found = bytes === null ? null : sealPicture(bytes);
    if (found === null) continue;
    if (/png|jpe?g|bmp|gif|tiff?/.test(found.type)) return { part };
    const drawing = found.type === 'ofd' ? await sealDrawing(found.bytes) : null;
    if (drawing !== null) return { drawing };
  }
  return null;
}

/** The seals of invoices are OFD files of their own: lines and letters, no pictures. */
async function sealDrawing(bytes: Uint8Array): Promise<DrawingPage | null> {
  try {
    const opened = await OpenOfd.open(await ZipFile.of(Buffer.from(bytes)), true);
    return await opened.page(0);
  } catch (error) {
    // A seal that can't be drawn is outlined; a bug is a bug.
    if (error instanceof ReadFailure) return null;
    throw error;
  }
}

function sealItems(box: number[], clip: number[], look: SealLook): DrawingItem[] {
  const [x = 0, y = 0, w = 0, h = 0] = box;
  if (!(w > 0 && h > 0)) return [];
  const items = itemsOfSeal(box, look);
  // A seal across the edges of pages shows a part on each.
  const cut = clip.length === 4 ? [boxPath(clip, [1, 0, 0, 1, x, y])] : [];
  return cut.length > 0 ? [{ kind: 'clip', areas: cut, items }] : items;
}

function itemsOfSeal(box: number[], look: SealLook): DrawingItem[] {
  const [x = 0, y = 0, w = 0, h = 0] = box;
  if (look !== null && 'part' in look)
    return [{ kind: 'picture', part: look.part, opacity: 1, matrix: [w, 0, 0, h, x, y] }];
  if (look !== null) {
    const { width, height, items } = look.drawing;
    const into: Matrix = [w / width, 0, 0, h / height, x, y];
    // Pictures inside would be looked for in the wrong file.
    return items.filter((item) => item.kind !== 'picture').map((item) => moved(item, into));
  }
  return [
    {
      kind: 'path',
      segments: boxPath(box, UNIT),
      fill: null,
      stroke: SEAL_RED,
      opacity: 1,
      strokeOpacity: 1,
      evenOdd: false,
      lineWidth: 0.35,
      dash: [1.5, 1],
      dashOffset: 0,
      cap: 0,
      join: 0,
      miter: 10,
    },
  ];
}

/** An item in mm brought to the page. */
function moved(item: DrawingItem, matrix: Matrix): DrawingItem {
  const path = (segments: DrawingPathSegments): DrawingPathSegments =>
    segments.map((segment) => {
      if (segment[0] === 'C') return segment;
      if (segment[0] !== 'B') return [segment[0], ...apply(matrix, segment[1], segment[2])] as const;
      const [, a, b, c, d, e, f] = segment;
      return ['B', ...apply(matrix, a, b), ...apply(matrix, c, d), ...apply(matrix, e, f)] as const;
    });
  switch (item.kind) {
    case 'path':
      return {
        ...item,
        segments: path(item.segments),
        lineWidth: item.lineWidth * matrix[0],
        dash: item.dash.map((length) => length * matrix[0]),
      };
    case 'clip':
      return { ...item, areas: item.areas.map(path), items: item.items.map((one) => moved(one, matrix)) };
    default:
      return { ...item, matrix: times(item.matrix, matrix) };
  }
}

type DrawingPathSegments = Extract<DrawingItem, { kind: 'path' }>['segments'];

function times(a: Matrix, b: Matrix): Matrix {
  const [x, y] = apply(b, a[4], a[5]);
  return [a[0] * b[0], a[1] * b[3], a[2] * b[0], a[3] * b[3], x, y];
}

/** Text in the order of the file; what stands on one line stays on one. */
function textOfPage({ items }: DrawingPage): string {
  let out = '';
  let last = Number.NaN;
  const walk = (list: readonly DrawingItem[]): void => {
    for (const item of list) {
      if (item.kind === 'clip') walk(item.items);
      if (item.kind !== 'text') continue;
      const [, y] = apply(item.matrix, item.xs[0] ?? 0, item.ys[0] ?? 0);
      const height = item.size * Math.abs(item.matrix[3] || item.matrix[1]);
      if (out !== '' && !(Math.abs(y - last) < height / 2)) out += '\n';
      out += item.text;
      last = y;
    }
  };
  walk(items);
  return out.slice(0, LIMITS.pdf.textChars);
}
