import { createHash } from 'node:crypto';
import helmet, { type FastifyHelmetOptions } from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

/** Data load nothing, and stand in nobody's frame. */
const forData = { defaultSrc: ["'none'"], frameAncestors: ["'none'"] };

/**
 * Tells browsers what they must not do with our replies: guess a media type, frame them, send our addresses on, or keep
 * them. Whether the site is for HTTPS alone is said by whoever terminates TLS in front of us, so not here.
 */
export async function tellBrowsers(server: FastifyInstance): Promise<void> {
  await server.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: forData },
    referrerPolicy: { policy: 'no-referrer' },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: false,
    // For browsers that are gone, or about what our replies never have.
    xDownloadOptions: false,
    xDnsPrefetchControl: false,
    xPermittedCrossDomainPolicies: false,
    originAgentCluster: false,
    xXssProtection: false,
  });
  // When it is sent, as Apollo has words of its own for some refusals.
  server.addHook('onSend', async (_request, reply) => void reply.header('cache-control', 'no-store'));
}

/**
 * What a page with everything written into it may do: run its own scripts and no others, ask this server, and use what
 * it carries itself as images, fonts and workers. Its styles are its own too, but its editor writes more of them as it
 * runs.
 */
export function policyOfPage(html: string): FastifyHelmetOptions {
  const scripts = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
  return {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        ...forData,
        scriptSrc: scripts,
        styleSrc: ["'unsafe-inline'"],
        imgSrc: ['data:'],
        fontSrc: ['data:'],
        workerSrc: ['blob:'],
        connectSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
      },
    },
  };
}
