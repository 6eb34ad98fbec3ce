/** What lies in an evidence folder, before any file is opened beyond its first bytes. */

export type Role =
  | 'statement'
  | 'catalogue'
  | 'evidence'
  | 'summary-report'
  | 'self-assessment'
  | 'self-assessment-report'
  | 'liaison-form'
  | 'prescribed-form'
  | 'config'
  | 'litter'
  | 'stray';

/** What a file's first bytes say it is, whatever its name says. */
export type Signature =
  | 'docx'
  | 'xlsx'
  | 'pptx'
  | 'ofd'
  | 'zip'
  | 'ole'
  | 'pdf'
  | 'jpeg'
  | 'png'
  | 'gif'
  | 'tiff'
  | 'bmp'
  | 'webp'
  | 'heic'
  | 'mp4'
  | 'rar'
  | '7z'
  | 'rtf'
  | 'html'
  | 'text'
  | 'empty'
  | 'unknown';

export interface InventoryFile {
  /** From the inventory's root, with `/`, spelled as on the disk. The file's identity everywhere. */
  path: string;
  /** Last part of the path, as on the disk. */
  name: string;
  /** Lower case, without the dot; '' if there is none. */
  extension: string;
  bytes: number;
  signature: Signature;
  role: Role;
  /** Canonical name of the department whose folder it lies in. */
  department: string | null;
  /** Unit key. */
  unit: string | null;
  /** Path of the unit folder it lies in. */
  unitFolder: string | null;
  /** The system's reason why it could not be opened ("EACCES"), else null. */
  denied: string | null;
}

export interface UnitFolder {
  path: string;
  name: string;
  unit: string;
  department: string | null;
  /** What named the unit: its number, or the prescribed title. */
  by: 'number' | 'title' | 'name';
}

export interface DepartmentFolder {
  path: string;
  name: string;
  department: string;
  /** False where the pack knows no such department: it may cooperate, or its name is misspelt. */
  known: boolean;
  units: UnitFolder[];
}

export interface StrayFolder {
  path: string;
  name: string;
  department: string | null;
  /** Number found in its name that fits no unit of the pack, else null. */
  number: string | null;
}

export interface Inventory {
  /** Absolute path of the folder that was scanned. */
  root: string;
  /** `office`: department folders inside; `department`: it is one department's own folder; `flat`: unit folders, no department known. */
  layout: 'office' | 'department' | 'flat';
  departments: DepartmentFolder[];
  /** Folders that fit neither a unit nor a department; what is inside is listed as stray files. */
  strays: StrayFolder[];
  /** Folders that hold nothing at all, by path. */
  emptyFolders: string[];
  /** Folders that could not be listed, with the system's reason. */
  deniedFolders: { path: string; reason: string }[];
  /** Sorted by path in code-unit order. */
  files: InventoryFile[];
}
