// A library for JSON Web Tokens that other people wrote checks the tokens of the mock with the keys that the mock publishes.
// Usage: node jwt.mjs JOSE BASE_URL. Prints one line of JSON per step.
import { pathToFileURL } from 'node:url';

const [entry, base] = process.argv.slice(2);
const { createRemoteJWKSet, jwtVerify } = await import(pathToFileURL(entry));
const at = path => new URL(path, base);
const keys = createRemoteJWKSet(at('jwks'));
const expected = { issuer: 'https://as.example', audience: 'https://resource.example', typ: 'at+jwt', algorithms: ['RS256'] };
const post = async (path, fields) => (await fetch(at(path), {
  method: 'POST',
  headers: { authorization: `Basic ${Buffer.from('app:s3cret-of-app').toString('base64')}` },
  body: new URLSearchParams(fields),
})).json();
const check = async token => {
  try {
    const { payload, protectedHeader } = await jwtVerify(token, keys, expected);
    return [payload.sub, payload.client_id, payload.exp - payload.iat, Object.keys(payload).sort().join(' '), protectedHeader.kid];
  } catch (error) {
    return error.code;
  }
};
const say = (step, seen) => console.log(JSON.stringify({ step, seen }));

const first = await post('token', { grant_type: 'password', username: 'jane', password: 'correct-horse' });
say('issued', await check(first.access_token));
const second = await post('token', { grant_type: 'refresh_token', refresh_token: first.refresh_token });
say('renewed', [second.access_token !== first.access_token, (await check(second.access_token))[0]]);
const [head, payload, signature] = first.access_token.split('.');
const forged = Buffer.from(JSON.stringify({ ...JSON.parse(Buffer.from(payload, 'base64url')), sub: 'john' })).toString('base64url');
say('forged', await check([head, forged, signature].join('.')));
