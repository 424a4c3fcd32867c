import { createReadStream } from 'node:fs';
import { TextDecoder } from 'node:util';
import { pipeline, Transform } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { InspectedFile } from './inspect-file.js';
import { isBlank } from './rules/lines.js';

/** One record of a CSV file; `line` is the line of the file on which it begins, counted from 1. */
export interface CsvRecord {
  readonly line: number;
  readonly fields: readonly string[];
}

/** A file whose quotes do not close, so that nobody can say where its rows end. */
export class BrokenFile extends Error {}

/** More than any row of an official file; without it a quote that never closes would take in the rest of the file. */
const longestRecord = 64 * 1024;

/** What separates the fields of a line. */
export const separators = { comma: ',', semicolon: ';', tab: '\t', bar: '|' } as const;
export type Separator = keyof typeof separators;

/**
 * The records of a CSV file one after the other, whatever its encoding and line ends; never more of it in memory than a
 * few chunks. Lines that are empty except for separators are skipped, but counted.
 * @param onBytes receives the number of bytes read so far.
 * @throws BrokenFile, with a message for people.
 */
export async function* readLines(
  file: InspectedFile,
  onBytes: (bytes: number) => void,
  separator: Separator = 'comma',
): AsyncGenerator<CsvRecord> {
  const source = createReadStream(file.path);
  const parser = parse({
    info: true,
    delimiter: separators[separator],
    skip_empty_lines: true,
    relax_column_count: true,
    relax_quotes: true,
    trim: true,
    record_delimiter: '\n',
    max_record_size: longestRecord,
  });
  const records = pipeline(source, plainLines(file, onBytes), parser, () => undefined);
  try {
    for await (const { record, info } of records as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (isBlank(record)) continue;
      const breaks = record.reduce((sum, field) => sum + (field.includes('\n') ? field.split('\n').length - 1 : 0), 0);
      yield { line: info.lines - breaks, fields: record };
    }
  } catch (error) {
    if (error instanceof CsvError) throw new BrokenFile(whatBroke(file, error));
    throw error;
  } finally {
    source.destroy();
  }
}

/**
 * Decodes, removes a byte order mark, and turns every line end into a line feed, so that line numbers are those an
 * editor shows.
 */
function plainLines(file: InspectedFile, onBytes: (bytes: number) => void): Transform {
  const decoder = new TextDecoder(file.encoding);
  let bytes = 0;
  let held = '';
  const plain = (text: string) => text.replace(/\r\n?/g, '\n');
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      onBytes(bytes);
      const text = held + decoder.decode(chunk, { stream: true });
      held = text.endsWith('\r') ? '\r' : '';
      done(null, plain(held === '' ? text : text.slice(0, -1)));
    },
    flush(done) {
      done(null, plain(held + decoder.decode()));
    },
  });
}

function whatBroke(file: InspectedFile, error: CsvError): string {
  return error.code === 'CSV_QUOTE_NOT_CLOSED' || error.code === 'CSV_MAX_RECORD_SIZE'
    ? `${file.path} has a quotation mark that is opened and never closed (seen at line ${String(error['lines'])}), so its rows cannot be told apart. ` +
        'It was cut off or changed: download it again.'
    : `${file.path} cannot be read as a CSV file: ${error.message}.`;
}
