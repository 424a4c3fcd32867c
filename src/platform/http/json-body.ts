import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';

class BodyError extends Error {
  readonly statusCode = 400;
  readonly code = 'FST_ERR_CTP_INVALID_JSON_BODY';
}

/** Bodies are JSON in UTF-8 and nothing else: bytes that are not UTF-8 are refused, not replaced by question marks. */
export function acceptJsonOnly(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const bytes = body as Buffer;
    if (!isUtf8(bytes)) return done(new BodyError('not UTF-8'));
    return parse(request, bytes.toString(), done);
  });
}
