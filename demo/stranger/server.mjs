// A small chat server of somebody else's, for the demonstration: its own words, plain HTTP, this machine only. Started beside
// the shop by `npm start`; alone by `node demo/stranger/server.mjs`.

import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { createDirectLine } from './direct-line.mjs';
import { houseRobot } from './robot.mjs';
import { createTickets, Missing, Refused } from './tickets.mjs';

const LONGEST_BODY = 100_000;

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'GET, POST, PUT, PATCH',
  'access-control-allow-headers': '*, authorization, content-type, x-ms-bot-agent, x-requested-with',
  'access-control-max-age': '600',
  'cross-origin-resource-policy': 'cross-origin',
};

async function readBody(request) {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
    if (text.length > LONGEST_BODY) throw new Refused('Too long.');
  }
  try {
    return JSON.parse(text || '{}');
  } catch {
    throw new Refused('That is no JSON.');
  }
}

/** [method, path, what to do]: what it gives is the answer. */
const ticketRoutes = (tickets) => [
  ['POST', /^\/tickets$/, ({ body }) => ({ ticket: tickets.open(body) })],
  ['GET', /^\/tickets\/([\w-]+)\/lines$/, ({ id, query }) => tickets.lines(id, Number(query.get('after') ?? 0))],
  ['POST', /^\/tickets\/([\w-]+)\/lines$/, ({ id, body }) => tickets.say(id, body)],
  ['PUT', /^\/tickets\/([\w-]+)\/typing$/, ({ id }) => void tickets.facts(id)],
  ['GET', /^\/tickets\/([\w-]+)\/facts$/, ({ id }) => ({ facts: tickets.facts(id) })],
  ['PATCH', /^\/tickets\/([\w-]+)\/facts$/, ({ id, body }) => tickets.changeFacts(id, body)],
  ['POST', /^\/tickets\/([\w-]+)\/close$/, ({ id }) => tickets.close(id)],
];

/** Resolves once it listens; port 0 takes any. `robot: null`: nobody answers by himself. */
export async function startStranger({ port = 0, robot = houseRobot } = {}) {
  const answers = robot ?? (() => {});
  const tickets = createTickets({ robot: answers });
  const directLine = createDirectLine({ robot: answers });
  const routes = [...ticketRoutes(tickets), ...directLine.routes];
  let isCut = false;

  async function answer(request, response) {
    const { pathname, searchParams: query } = new URL(request.url, 'http://stranger');
    const route = routes.find(([method, path]) => method === request.method && path.test(pathname));
    if (!route) throw new Missing('There is no such thing here.');
    const [, path, run] = route;
    const body = await readBody(request);
    const given = run({ id: path.exec(pathname)?.[1] ?? '', query, body });
    response.writeHead(200, { ...CORS, 'content-type': 'application/json', 'cache-control': 'no-store' });
    response.end(JSON.stringify(given ?? {}));
  }

  const server = createServer((request, response) => {
    if (isCut) return request.socket.destroy();
    if (request.method === 'OPTIONS') return response.writeHead(204, CORS).end();
    answer(request, response).catch((failure) => {
      const status = failure instanceof Missing ? 404 : failure instanceof Refused ? 409 : 500;
      response.writeHead(status, CORS).end(status === 500 ? 'Out of order.' : failure.message);
    });
  });
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: server.address().port,
    tickets,
    directLine,
    /** To try what a lost server looks like. */
    setCut(value) {
      isCut = value;
      if (isCut) server.closeAllConnections();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { port, close } = await startStranger({ port: Number(process.env.STRANGER_PORT || 8081) });
  process.stdout.write(`Stranger       http://127.0.0.1:${port}\n`);
  for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => void close());
}
