/** A reply that goes on for longer than its reader is ready to hold. */
export class ReplyTooLong extends Error {}

/**
 * Fetches, and reads the whole reply: no more than so many bytes of it, counted after decompression.
 * @throws ReplyTooLong, and what `fetch` throws.
 */
export async function fetchAtMost(mostBytes: number, url: string, options: RequestInit): Promise<Response> {
  const response = await fetch(url, options);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const body = (response.body ?? []) as AsyncIterable<Uint8Array>;
  for await (const chunk of body) {
    bytes += chunk.byteLength;
    // Leaving the loop closes the connection as well.
    if (bytes > mostBytes) throw new ReplyTooLong(`more than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  const { status, headers } = response;
  return new Response(bytes === 0 ? null : Buffer.concat(chunks), { status, headers });
}
