/**
 * Which CID draws a glyph of an OpenType font with CFF outlines. In a CID-keyed CFF it is the charset's entry,
 * otherwise the glyph's number (ISO 32000-1 §9.7.4.2; Adobe Technical Note 5176 §13).
 */
export function cidOfGlyph(font: Uint8Array): (gid: number) => number {
  const bytes = Buffer.from(font.buffer, font.byteOffset, font.byteLength);
  const same = (gid: number) => gid;
  const start = cffTable(bytes);
  if (start < 0) return same;
  const names = readIndex(bytes, start + bytes.readUInt8(start + 2));
  const top = readIndex(bytes, names.end);
  const [from, to] = top.items[0] ?? [0, 0];
  const operands = topDict(bytes.subarray(from, to));
  const charset = operands.get(15) ?? 0;
  const charStrings = operands.get(17) ?? 0;
  // 12 30 = ROS: CID-keyed. Charsets 0–2 are predefined and never CID-keyed.
  if (!operands.has(1230) || charset <= 2) return same;
  const count = bytes.readUInt16BE(start + charStrings);
  const cids = readCharset(bytes, start + charset, count);
  return (gid) => cids[gid] ?? 0;
}

function cffTable(bytes: Buffer): number {
  if (bytes.length < 12) return -1;
  const tables = bytes.readUInt16BE(4);
  for (let i = 0; i < tables; i++) {
    const at = 12 + i * 16;
    if (bytes.toString('latin1', at, at + 4) === 'CFF ') return bytes.readUInt32BE(at + 8);
  }
  return -1;
}

function readIndex(bytes: Buffer, at: number): { items: [number, number][]; end: number } {
  const count = bytes.readUInt16BE(at);
  if (count === 0) return { items: [], end: at + 2 };
  const size = bytes.readUInt8(at + 2);
  const base = at + 3 + (count + 1) * size - 1;
  const offset = (i: number) => base + bytes.readUIntBE(at + 3 + i * size, size);
  const items: [number, number][] = [];
  for (let i = 0; i < count; i++) items.push([offset(i), offset(i + 1)]);
  return { items, end: offset(count) };
}

/** Operator → last operand; two-byte operators as 1200 + second byte. */
function topDict(data: Buffer): Map<number, number> {
  const found = new Map<number, number>();
  let operand = 0;
  for (let i = 0; i < data.length; ) {
    const b = data[i] as number;
    if (b <= 21) {
      const operator = b === 12 ? 1200 + (data[i + 1] as number) : b;
      found.set(operator, operand);
      i += b === 12 ? 2 : 1;
    } else if (b === 28) {
      operand = data.readInt16BE(i + 1);
      i += 3;
    } else if (b === 29) {
      operand = data.readInt32BE(i + 1);
      i += 5;
    } else if (b === 30) {
      i++;
      while (i < data.length && (data[i] as number & 15) !== 15) i++;
      i++;
    } else if (b <= 246) {
      operand = b - 139;
      i++;
    } else {
      const next = data[i + 1] as number;
      operand = b <= 250 ? (b - 247) * 256 + next + 108 : -(b - 251) * 256 - next - 108;
      i += 2;
    }
  }
  return found;
}

function readCharset(bytes: Buffer, at: number, count: number): number[] {
  const cids = [0];
  const format = bytes.readUInt8(at);
  let p = at + 1;
  while (cids.length < count) {
    const first = bytes.readUInt16BE(p);
    p += 2;
    let left = 0;
    if (format === 1) left = bytes.readUInt8(p++);
    else if (format === 2) {
      left = bytes.readUInt16BE(p);
      p += 2;
    }
    for (let i = 0; i <= left && cids.length < count; i++) cids.push(first + i);
  }
  return cids;
}
