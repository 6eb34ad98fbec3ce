/** A copy of the demo district in which defects are planted, and what each must give. */
import { cp, mkdir, readdir, readFile, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import exceljs from 'exceljs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';

export interface Told {
  rule: string;
  department: string | null;
  unit: string | null;
  path: string;
}

export class Planter {
  readonly declared: Told[] = [];
  readonly folder: string;

  /** @param folder absolute path of the copy */
  constructor(folder: string) {
    this.folder = folder;
  }

  /** What must be found at a path; the department is the path's own. */
  declare(rule: string, path: string, unit: string | null): void {
    const department = path.includes('/') ? (path.split('/')[0] ?? null) : null;
    this.declared.push({ rule, department, unit, path });
  }

  at(path: string): string {
    return join(this.folder, path);
  }

  /** Path of the one file of a folder whose name fits. */
  async find(folder: string, pattern: RegExp): Promise<string> {
    const names = await readdir(this.at(folder));
    const name = names.find((n) => pattern.test(n));
    if (name === undefined) throw new Error(`${folder} holds nothing like ${pattern}: ${names.join()}`);
    return `${folder}/${name}`;
  }

  async list(folder: string): Promise<string[]> {
    return readdir(this.at(folder));
  }

  async remove(path: string): Promise<void> {
    await rm(this.at(path), { recursive: true });
  }

  async write(path: string, content: string | Uint8Array): Promise<void> {
    await mkdir(dirname(this.at(path)), { recursive: true });
    await writeFile(this.at(path), content);
  }

  async truncate(path: string, bytes: number): Promise<void> {
    await truncate(this.at(path), bytes);
  }

  async copy(from: string, to: string): Promise<void> {
    await cp(this.at(from), this.at(to));
  }

  /** @param fixture path from the project's root */
  async bring(fixture: string, to: string): Promise<void> {
    await cp(resolve(fixture), this.at(to));
  }

  /** @returns the new path */
  async rename(path: string, name: string): Promise<string> {
    const target = `${dirname(path)}/${name}`;
    await rename(this.at(path), this.at(target));
    return target;
  }

  async editText(path: string, edit: (text: string) => string): Promise<void> {
    const before = await readFile(this.at(path), 'utf8');
    const after = edit(before);
    if (after === before) throw new Error(`nothing was edited in ${path}`);
    await this.write(path, after);
  }

  /** Edits a Word file's body as text. */
  async editWord(path: string, edit: (xml: string) => string): Promise<void> {
    const parts = unzipSync(await readFile(this.at(path)));
    const body = parts['word/document.xml'];
    if (!body) throw new Error(`${path} has no body`);
    const before = strFromU8(body);
    const after = edit(before);
    if (after === before) throw new Error(`nothing was edited in ${path}`);
    await writeFile(this.at(path), zipSync({ ...parts, 'word/document.xml': strToU8(after) }));
  }

  async editSheet(path: string, edit: (sheet: exceljs.Worksheet) => void): Promise<void> {
    const book = new exceljs.Workbook();
    await book.xlsx.readFile(this.at(path));
    const sheet = book.worksheets[0];
    if (!sheet) throw new Error(`${path} has no sheet`);
    edit(sheet);
    await book.xlsx.writeFile(this.at(path));
  }
}

export const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`;

/** For editWord: a paragraph at the end. */
export const append = (text: string) => (xml: string) =>
  xml.replace(/(<w:sectPr[\s>])(?![\s\S]*<w:sectPr[\s>])/, `${paragraph(text)}$1`);
