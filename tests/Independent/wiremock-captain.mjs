// A client of WireMock's admin API that other people wrote, against the mock: registers, verifies, counts and clears.
// Usage: node wiremock-captain.mjs WIREMOCK_CAPTAIN ADMIN_URL STUBS_URL. Prints one line of JSON per step.
import { createRequire } from 'node:module';

const [entry, admin, stubs] = process.argv.slice(2);
const { WireMock } = createRequire(import.meta.url)(entry);
const mock = new WireMock(admin);
const say = (step, seen) => console.log(JSON.stringify({ step, seen }));
const send = async (method, path, body, headers = {}) => {
  const answer = await fetch(new URL(path, stubs), {
    method, body: body && JSON.stringify(body), headers: body ? { 'Content-Type': 'application/json', ...headers } : headers,
  });
  const text = await answer.text();
  return answer.status === 404 ? [404] : [answer.status, text];
};

say('the folder', [(await mock.getAllMappings()).map(mapping => mapping.name), await send('GET', '/greeting')]);

const book = await mock.register(
  { method: 'POST', endpoint: '/books', body: { title: 'Emma' }, headers: { 'X-Shelf': '3' } },
  { status: 201, body: { id: 7 } },
);
say('registered', [typeof book.id, await send('POST', '/books', { title: 'Emma' }, { 'X-Shelf': '3' }), await send('POST', '/books', {})]);

const older = await mock.register({ method: 'GET', endpoint: '/twice' }, { status: 200, body: 'older' }, { responseBodyType: 'body' });
await mock.register({ method: 'GET', endpoint: '/twice' }, { status: 200, body: 'newer' }, { responseBodyType: 'body' });
say('the newest answers', [await send('GET', '/twice'), (await mock.getMapping(older.id)).response.body]);

say('requests', [
  (await mock.getRequestsForAPI('POST', '/books')).length,
  (await mock.getAllRequests()).length,
  (await mock.getUnmatchedRequests()).map(request => `${request.method} ${request.url}`),
]);

await mock.register(
  { method: 'GET', endpoint: '/lamp' }, { status: 200, body: 'on' },
  { responseBodyType: 'body', scenario: { scenarioName: 'lamp', requiredScenarioState: 'Started', newScenarioState: 'off' } },
);
const states = async () => (await mock.getAllScenarios()).map(scenario => `${scenario.name} ${scenario.state}`);
const lamp = [await send('GET', '/lamp'), await states(), await send('GET', '/lamp')];
await mock.resetAllScenarios();
say('a scenario', [...lamp, await send('GET', '/lamp')]);

await mock.register({ method: 'GET', endpoint: '/tagged', metadata: { team: 'blue' } }, { status: 204 });
const blue = { expression: '$.team', equalTo: 'blue' };
const found = await mock.findMappingByMetadata(blue, 'matchesJsonPath');
await mock.removeMappingByMetadata(blue, 'matchesJsonPath');
say('by metadata', [found.length, (await mock.findMappingByMetadata(blue, 'matchesJsonPath')).length, await send('GET', '/tagged')]);

await mock.deleteMapping(book.id);
say('deleted', [await send('POST', '/books', { title: 'Emma' }, { 'X-Shelf': '3' })]);
await mock.clearAllRequests();
say('no requests', [(await mock.getAllRequests()).length]);
await mock.clearAllExceptDefault();
say('as in the folder', [(await mock.getAllMappings()).length, await send('GET', '/twice'), await send('GET', '/greeting')]);
await mock.clearAll();
say('empty', [(await mock.getAllMappings()).length, await send('GET', '/greeting')]);
