import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A request that the server answered, by the hash of the task. */
export interface CacheRequest {
  readonly method: string;
  readonly hash: string;
  readonly status: number;
}

/** A remote cache in memory, as Nx's page on self-hosted caching describes it: bearer token, `/v1/cache/{hash}`. */
export interface CacheServer {
  /** What a run needs in its environment to use it. */
  readonly env: Readonly<Record<string, string>>;
  /** The requests since the last call. */
  takeRequests(): CacheRequest[];
  close(): void;
}

const token = 'token-of-this-test';

export async function startCacheServer(): Promise<CacheServer> {
  const entries = new Map<string, Buffer>();
  let requests: CacheRequest[] = [];
  const server = createServer((request, response) => {
    void answer(entries, request).then(({ hash, status, body }) => {
      requests.push({ method: request.method ?? '', hash, status });
      reply(response, status, body);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    env: {
      NX_SELF_HOSTED_REMOTE_CACHE_SERVER: `http://127.0.0.1:${port}`,
      NX_SELF_HOSTED_REMOTE_CACHE_ACCESS_TOKEN: token,
    },
    takeRequests() {
      const taken = requests;
      requests = [];
      return taken;
    },
    close: () => server.close(),
  };
}

interface Answer {
  readonly hash: string;
  readonly status: number;
  readonly body?: Buffer;
}

async function answer(entries: Map<string, Buffer>, request: IncomingMessage): Promise<Answer> {
  const hash = /^\/v1\/cache\/(\w+)$/.exec(request.url ?? '')?.[1] ?? '';
  const sent = await buffer(request);
  if (request.headers.authorization !== `Bearer ${token}`) return { hash, status: 401 };
  const known = entries.get(hash);
  if (request.method === 'GET') return known ? { hash, status: 200, body: known } : { hash, status: 404 };
  if (request.method !== 'PUT' || hash === '') return { hash, status: 400 };
  if (known) return { hash, status: 409 };
  entries.set(hash, sent);
  return { hash, status: 200 };
}

function reply(response: ServerResponse, status: number, body?: Buffer): void {
  response.writeHead(status, { 'content-type': 'application/octet-stream' });
  response.end(body);
}
