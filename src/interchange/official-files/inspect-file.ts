import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { TextDecoder } from 'node:util';
import { ok, refuse, type Result } from '../../platform/result.js';

/** A file that can be read as text: what it is, and its character encoding. */
export interface InspectedFile {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
}

/** How files that are not text begin, and what to do about them. */
const wrappings: readonly (readonly [beginning: readonly number[], advice: string])[] = [
  [[0x50, 0x4b], 'is a ZIP archive or an Excel workbook. Unpack it, or save the sheet as CSV, and give the CSV file.'],
  [[0x1f, 0x8b], 'is compressed with gzip. Unpack it (gunzip) and give the CSV file.'],
  [[0xd0, 0xcf, 0x11, 0xe0], 'is an old Excel workbook. Save the sheet as CSV and give the CSV file.'],
  [[0x25, 0x50, 0x44, 0x46], 'is a PDF. Give the CSV file.'],
  [[0xff, 0xfe, 0x00, 0x00], 'is written in UTF-32. Save it as UTF-8.'],
  [[0x00, 0x00, 0xfe, 0xff], 'is written in UTF-32. Save it as UTF-8.'],
  [[0x3c, 0x21], 'is a web page, perhaps an error page that was saved in its place. Download the CSV file again.'],
  [
    [0x3c, 0x68, 0x74, 0x6d],
    'is a web page, perhaps an error page that was saved in its place. Download the CSV file again.',
  ],
];

/**
 * Reads a file once from end to end, without keeping it: its hash, its encoding (UTF-8, with or without a byte order
 * mark; UTF-16 with or without one; anything that is not UTF-8 is Windows's superset of Latin-1) and whether it is
 * complete. Refuses in words: a missing file, an empty one, an archive, one whose last line does not end.
 */
export async function inspectFile(path: string): Promise<Result<InspectedFile, string>> {
  const trouble = await troubleWith(path);
  if (trouble !== undefined) return refuse(`${path} ${trouble}`);
  const hash = createHash('sha256');
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  let isUtf8 = true;
  let bytes = 0;
  let hasText = false;
  let hasNul = false;
  let last: number | undefined;
  let beforeLast: number | undefined;
  let beginning: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 }) as AsyncIterable<Buffer>) {
      if (bytes === 0) beginning = Buffer.from(chunk.subarray(0, 8));
      hash.update(chunk);
      bytes += chunk.length;
      beforeLast = chunk.length > 1 ? chunk.at(-2) : last;
      last = chunk.at(-1);
      hasText ||= chunk.some((byte) => byte > 0x20 && byte < 0x7f);
      hasNul ||= chunk.includes(0);
      if (isUtf8) isUtf8 = decodes(utf8, chunk);
    }
  } catch (error) {
    return refuse(`${path} cannot be read: ${(error as Error).message}.`);
  }
  if (isUtf8) isUtf8 = decodes(utf8, undefined);
  const wrapping = wrappings.find(([signature]) => signature.every((byte, index) => beginning[index] === byte));
  if (wrapping !== undefined) return refuse(`${path} ${wrapping[1]}`);
  if (!hasText) return refuse(`${path} is empty.`);
  if (![last, beforeLast].some((byte) => byte === 0x0a || byte === 0x0d)) {
    return refuse(
      `${path} does not end with a line break, so its last line may have been cut off. Download it again; if it is complete, ` +
        'add a line break at its end.',
    );
  }
  const encoding = wideEncoding(beginning) ?? (isUtf8 ? 'utf-8' : 'windows-1252');
  if (hasNul && !encoding.startsWith('utf-16')) {
    return refuse(`${path} holds bytes that are not text. It was cut off or changed: download it again.`);
  }
  return ok({ path, name: basename(path), bytes, sha256: hash.digest('hex'), encoding });
}

async function troubleWith(path: string): Promise<string | undefined> {
  try {
    const found = await stat(path);
    if (found.isDirectory()) return 'is a folder. Name the file in it.';
    if (!found.isFile()) return 'is not a file on a disk. It is read twice, so save it as a file first.';
    if (found.size === 0) return 'is empty.';
    await (await open(path, 'r')).close();
    return undefined;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return 'does not exist. Check the path.';
    if (code === 'EACCES' || code === 'EPERM') return 'may not be read by you. Check its permissions.';
    return `cannot be read: ${message}.`;
  }
}

function decodes(decoder: TextDecoder, chunk: Buffer | undefined): boolean {
  try {
    if (chunk === undefined) decoder.decode();
    else decoder.decode(chunk, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** By its byte order mark, or by the zero beside each of its first letters, which are in ASCII in every file. */
function wideEncoding([first, second, third, fourth]: Buffer): InspectedFile['encoding'] | undefined {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return 'utf-16le';
  if (first === 0 && second !== 0 && third === 0 && fourth !== 0) return 'utf-16be';
  return undefined;
}
