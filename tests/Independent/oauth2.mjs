// An OAuth client that other people wrote, against the mock: obtains, renews and revokes tokens.
// Usage: node oauth2.mjs OPENID_CLIENT BASE_URL. Prints one line of JSON per step.
import { pathToFileURL } from 'node:url';

const [entry, base] = process.argv.slice(2);
const client = await import(pathToFileURL(entry));
const at = path => new URL(path, base).href;
const server = {
  issuer: base,
  token_endpoint: at('token'),
  revocation_endpoint: at('revoke'),
  introspection_endpoint: at('introspect'),
  userinfo_endpoint: at('userinfo'),
};

const clientOf = (id, authentication) => {
  const configuration = new client.Configuration(server, id, undefined, authentication);
  client.allowInsecureRequests(configuration);
  return configuration;
};

const app = clientOf('app', client.ClientSecretBasic('s3cret-of-app'));
const form = clientOf('app', client.ClientSecretPost('s3cret-of-app'));
const wrong = clientOf('app', client.ClientSecretBasic('wrong'));
const logIn = () => client.genericGrantRequest(app, 'password', { username: 'jane', password: 'correct-horse' });
const isActive = async token => (await client.tokenIntrospection(app, token)).active;
const opens = async token => {
  try {
    return (await client.fetchProtectedResource(app, token, new URL(at('userinfo')), 'GET')).status;
  } catch (error) {
    return error.cause?.[0]?.parameters?.error ?? error.message;
  }
};
const refused = async request => {
  try {
    await request;
    return null;
  } catch (error) {
    return error.error ?? error.cause?.[0]?.scheme ?? error.message;
  }
};
const say = (step, seen) => console.log(JSON.stringify({ step, seen }));

const first = await logIn();
say('obtained', [first.token_type, first.expires_in, await opens(first.access_token), await isActive(first.refresh_token)]);
const second = await client.refreshTokenGrant(form, first.refresh_token);
say('renewed', [second.refresh_token !== first.refresh_token, await opens(second.access_token), await isActive(first.refresh_token)]);
say('reused', [
  await refused(client.refreshTokenGrant(app, first.refresh_token)), await opens(second.access_token), await isActive(second.refresh_token)]);
const third = await logIn();
say('refused', [await refused(client.tokenRevocation(wrong, third.refresh_token)), await opens(third.access_token)]);
await client.tokenRevocation(app, third.refresh_token, { token_type_hint: 'access_token' });
say('revoked', [await opens(third.access_token), await isActive(third.refresh_token), await refused(client.refreshTokenGrant(app, third.refresh_token))]);
say('revoked again', [await refused(client.tokenRevocation(app, third.refresh_token)), await refused(client.tokenRevocation(app, 'never-issued'))]);
