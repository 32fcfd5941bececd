// Talks to the admin API of the server that this page comes from.

const root = '/__admin';

/** An error answer of the server, with its detail as message. */
export class ApiError extends Error {
  constructor(status, detail) {
    super(detail);
    this.status = status;
  }
}

async function call(method, path, body) {
  const response = await fetch(root + path, {
    method,
    headers: method === 'GET' ? {} : { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
    cache: 'no-store',
  });
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('Content-Type') ?? '');
  const answer = text === '' ? null : isJson ? JSON.parse(text) : text;
  if (!response.ok) throw new ApiError(response.status, answer?.detail ?? `The server answered ${response.status}.`);
  return answer;
}

export const get = path => call('GET', path);
export const post = (path, body) => call('POST', path, body ?? {});
export const remove = path => call('DELETE', path);

/** A query string of those values that are there. */
export function query(values) {
  const given = Object.entries(values).filter(([, value]) => value !== '' && value !== null && value !== undefined);
  return given.length ? '?' + new URLSearchParams(given) : '';
}

/** The curl command of an admin request, for a POSIX shell. */
export function curl(method, path, body) {
  const quoted = text => `'${text.replaceAll("'", "'\\''")}'`;
  const parts = ['curl', '-X', method, quoted(location.origin + root + path), '-H', quoted('Content-Type: application/json')];
  if (body !== undefined) parts.push('-d', quoted(JSON.stringify(body)));
  return parts.join(' ');
}
