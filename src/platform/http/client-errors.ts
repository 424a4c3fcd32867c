import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Metrics } from '../metrics/metrics.js';
import type { LimitName } from '../graphql/limits/limits.js';

interface Unread {
  readonly status: number;
  readonly message: string;
  readonly limit?: LimitName;
}

/** How long a connection stays open for its last words: closed at once, it would take them back from the wire. */
const farewellMs = 1000;

function whatOf(code: string | undefined, arrivalMs: number): Unread {
  switch (code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return {
        status: 408,
        message: `The request did not arrive within ${arrivalMs / 1000} s. Send it in one go.`,
        limit: 'TIME',
      };
    case 'HPE_HEADER_OVERFLOW':
      return {
        status: 431,
        message: 'The headers are larger than 16 KB. Leave out what the API does not need, such as cookies.',
        limit: 'HEADERS',
      };
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return { status: 413, message: 'The body’s chunks carry more than their data. Send it plain.', limit: 'BODY' };
    default:
      return { status: 400, message: 'What was sent is no HTTP request that can be read.' };
  }
}

/**
 * Answers what Node could make no request of, in the form of every other error, and hangs up.
 * @param arrivalMs how long a request may take to arrive.
 */
export function answerUnreadable(
  { refused }: Pick<Metrics, 'refused'>,
  arrivalMs: number,
): (error: NodeJS.ErrnoException, socket: Socket) => void {
  return (error, socket) => {
    if (socket.writableEnded) return; // told already, and still sending
    // Nobody hears it, or it would stand in the middle of another reply.
    if (error.code === 'ECONNRESET' || !socket.writable || socket.writableLength > 0) {
      socket.destroy();
      return;
    }
    const { status, message, limit } = whatOf(error.code, arrivalMs);
    refused.inc({ reason: limit === undefined ? 'request' : limit.toLowerCase() });
    const requestId = randomUUID();
    const extensions = { code: 'BAD_USER_INPUT', ...(limit === undefined ? {} : { limit }), requestId };
    const body = JSON.stringify({ errors: [{ message, extensions }], extensions: { cost: 0 } });
    socket.end(
      [
        `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
        'Content-Type: application/json; charset=utf-8',
        `Content-Length: ${Buffer.byteLength(body)}`,
        `X-Request-Id: ${requestId}`,
        'X-Content-Type-Options: nosniff',
        'Cache-Control: no-store',
        'Connection: close',
        '',
        body,
      ].join('\r\n'),
    );
    const farewell = setTimeout(() => socket.destroy(), farewellMs);
    socket.once('close', () => clearTimeout(farewell));
  };
}
